import type { Viewer } from "@linli/passport";

/** What neighbours do together. */
export const categories = [
  "CHILD_CARE",
  "ELDER_CARE",
  "ENVIRONMENT",
  "STUDY",
  "CULTURE",
  "SPORT",
  "VOLUNTEERING",
  "NEIGHBOURLINESS",
  "OTHER",
] as const;
export type Category = (typeof categories)[number];

/** Once it is published, everybody sees an activity, also when it is over or cancelled. */
export const announcedStates = ["PUBLISHED", "CHECK_IN", "COMPLETED", "CANCELLED"] as const;

/** Where an activity stands. Whether sign-up is open or it is full is derived when read. */
export const activityStates = ["DRAFT", ...announcedStates] as const;
export type ActivityState = (typeof activityStates)[number];

/** Which activities somebody may see, as a filter: a draft shows to those who administer its host alone. */
export function visibleTo(viewer: Viewer | null) {
  const hosts = viewer?.grants.flatMap(({ role, organization }) =>
    role === "ORGANIZATION_ADMIN" && organization ? [organization] : [],
  );
  return {
    OR: [
      { state: { in: [...announcedStates] } },
      ...(hosts?.length ? [{ hostOrganizationId: { in: hosts } }] : []),
    ],
  };
}
