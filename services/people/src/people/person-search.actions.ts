import { dateIn, InvalidInput, isUuid, NotAllowed } from "@linli/kernel";
import { placeScope, type PlaceScope, type Viewer } from "@linli/passport";
import { storableText } from "@linli/subgraph";
import type { Context } from "../context.ts";
import { nameContains } from "../names/name-search.rules.ts";
import { visibleTo } from "./sight.actions.ts";
import { childUntil, workingRoles } from "./sight.rules.ts";

/** Of a longer list the count stops here, so that counting costs no more. */
export const countedAtMost = 1_000;

const sought = storableText
  .trim()
  .min(2, "takes two characters or more")
  .max(50, "takes 50 characters at most");

export type PersonSearch = { name: string; within?: string | null };

/**
 * People who live where the viewer may look people up, and whose name contains a text, as a filter of persons. Throws
 * `NotAllowed` to all others, `InvalidInput` where the text is too short to find somebody by.
 */
export function peopleSought({ viewer, now }: Context, { name, within }: PersonSearch) {
  const scopes = scopesOf(viewer);
  if (scopes.length === 0)
    throw new NotAllowed("People are looked up by workers and reviewers of their place.");
  const words = sought.safeParse(name);
  if (!words.success)
    throw new InvalidInput(words.error.issues.map(({ message }) => ({ path: ["name"], message })));
  if (typeof within === "string" && !isUuid(within))
    throw new InvalidInput([{ path: ["within"], message: "is no id of a place" }]);

  const at = now();
  const today = dateIn(at);
  return {
    AND: [
      nameContains(words.data),
      visibleTo({ viewer, now }),
      // To be found by their name would tell the name, which a child's masked one does not.
      { OR: [{ birthDate: { isNull: true as const } }, { birthDate: { lte: bornBefore(today) } }] },
      {
        residences: {
          verifications: { from: { lte: at }, until: { gt: at } },
          startsOn: { lte: today },
          AND: [
            { OR: [{ endsOn: { isNull: true as const } }, { endsOn: { gt: today } }] },
            { place: { AND: [{ OR: scopes.map(inScope) }, ...(within ? [{ path: { id: within } }] : [])] } },
          ],
        },
      },
    ],
  };
}

/** How many that are, or `countedAtMost` if they are more. */
export async function countPeople({ db }: Context, where: ReturnType<typeof peopleSought>): Promise<number> {
  const rows = await db.query.persons.findMany({ columns: { id: true }, where, limit: countedAtMost });
  return rows.length;
}

/** The last birth date of those who are no children any more on a date. */
function bornBefore(today: string): string {
  const day = today.slice(4).replace("-02-29", "-02-28");
  return `${Number(today.slice(0, 4)) - childUntil}${day}`;
}

const scopesOf = (viewer: Viewer | null) => workingRoles.flatMap((role) => placeScope(viewer, role) ?? []);

/** The places of a scope, as a filter of places. */
const inScope = ({ within, except }: PlaceScope) => ({
  id: { isNotNull: true as const },
  ...(within && { path: { id: { in: [...within] } } }),
  ...(except.length > 0 && { NOT: { path: { id: { in: [...except] } } } }),
});
