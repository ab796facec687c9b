import { hasGrant, type Viewer } from "@linli/passport";

/** Where a demand came from (R42). */
export const sources = ["HOME_VISIT", "APP", "MEETING", "HOTLINE", "COUNCIL"] as const;

/** How soon somebody must answer (R54): within 1 hour, 2 hours, 24 hours. */
export const urgencies = ["EMERGENCY", "UTILITIES", "ORDINARY"] as const;
export type Urgency = (typeof urgencies)[number];

/** Where the work on a demand stands. What the reporter thinks of it is its verdict. */
export const demandStates = [
  "REPORTED",
  "TRIAGED",
  "DISPATCHED",
  "ACCEPTED",
  "IN_PROGRESS",
  "RESOLUTION_CLAIMED",
  "CLOSED",
  "REJECTED",
  "DUPLICATE_OF",
  "REFERRED",
  "ON_HOLD",
  "REOPENED",
  "SOLVED_ON_SPOT",
] as const;
export type DemandState = (typeof demandStates)[number];

/** What the reporter says of a closed demand; only FIXED counts as resolved. */
export const verdicts = ["FIXED", "PARTLY", "NOT_FIXED", "NO_ANSWER"] as const;

/** Whether the viewer may see who reported a demand, and the reporter's own words: the reporter, or a worker there. */
export function seesReporter(
  viewer: Viewer | null,
  { reporterId, placePath }: { reporterId: string; placePath: readonly string[] },
): boolean {
  return viewer?.person === reporterId || hasGrant(viewer, ["COMMUNITY_WORKER"], { placePath });
}

/** What takes the place of a title that may say who wrote it. */
export const titleOfNobody = "居民反映的问题";

/** A number to call, write or message, or words by which people introduce themselves or somebody else. */
const telling = /\d{6,}|@|微信|电话|手机|我叫|我是|我姓|我名|本人|姓名|联系|先生|女士|小姐|老师|师傅/;

/** Whether a title may say who wrote it. Rather once too often: nobody else can tell whose name it is. */
export function couldIdentify(title: string): boolean {
  return telling.test(title.replace(/[\s-]/g, ""));
}
