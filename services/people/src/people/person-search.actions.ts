import { childUntil, dateIn, InvalidInput, isUuid, NotAllowed } from "@linli/kernel";
import { placeScope } from "@linli/passport";
import { storableText } from "@linli/subgraph";
import type { Context } from "../context.ts";
import { nameContains } from "../names/name-search.rules.ts";
import { countSought, inPage, type Sought } from "./person-search.store.ts";
import { workingRoles } from "./sight.rules.ts";
import { inScope, isFoundThere, livesWithin, worksInFewPlaces } from "./sight.store.ts";

/** Of a longer list the count stops here, so that counting costs no more. */
export const countedAtMost = 100;

const sought = storableText
  .trim()
  .min(2, "takes two characters or more")
  .max(50, "takes 50 characters at most");

export type PersonSearch = { name: string; within?: string | null };

/**
 * People who live or serve where the viewer may look people up, and whose name contains a text. Throws `NotAllowed` to all
 * others, `InvalidInput` where the text is too short to find somebody by.
 */
export async function peopleSought(context: Context, { name, within }: PersonSearch): Promise<Sought> {
  const { viewer, now } = context;
  if (!workingRoles.some((role) => placeScope(viewer, role)))
    throw new NotAllowed("People are looked up by workers and reviewers of their place.");
  const words = sought.safeParse(name);
  if (!words.success)
    throw new InvalidInput(words.error.issues.map(({ message }) => ({ path: ["name"], message })));
  if (typeof within === "string" && !isUuid(within))
    throw new InvalidInput([{ path: ["within"], message: "is no id of a place" }]);

  const today = dateIn(now());
  const few = await inFewPlaces(context);
  return {
    named: {
      AND: [
        nameContains(words.data),
        ...(few ? [{ RAW: (person: { id: unknown }) => isFoundThere(viewer, person, today) }] : []),
        // To be found by their name would tell the name, which a child's masked one does not.
        { OR: [{ birthDate: { isNull: true as const } }, { birthDate: { lte: bornBefore(today) } }] },
      ],
    },
    reached: (person) => [
      inScope(viewer, person, today),
      ...(within ? [livesWithin(person, within, today)] : []),
    ],
  };
}

const answers = new WeakMap<object, Promise<boolean>>();

/** Asked once for a request: its page and its count ask. */
function inFewPlaces(context: Context): Promise<boolean> {
  const answer = answers.get(context) ?? worksInFewPlaces(context.db, context.viewer);
  answers.set(context, answer);
  return answer;
}

/** Those of them who are on a page that `query` asks for, as a filter. */
export const peopleOfPage = ({ db }: Context, people: Sought, query: Parameters<typeof inPage>[2]) =>
  inPage(db, people, query);

/** How many that are, or `countedAtMost` if they are more. */
export const countPeople = ({ db }: Context, people: Sought): Promise<number> =>
  countSought(db, people, countedAtMost);

/** The last birth date of those who are no children any more on a date. */
function bornBefore(today: string): string {
  const day = today.slice(4).replace("-02-29", "-02-28");
  return `${Number(today.slice(0, 4)) - childUntil}${day}`;
}
