import { InvalidInput, isUuid } from "@linli/kernel";
import type { Context } from "../context.ts";
import { builtKinds } from "./organization.rules.ts";
import { countFounded, countOrganizations } from "./organization.store.ts";

/** How many organizations a filter finds. */
export function countMatching({ db }: Context, where: object): Promise<number> {
  return countOrganizations(db, where);
}

/** How many organizations of each built kind, by month, in a place and below (R5). They are public: none is suppressed. */
export async function countOrganizationsBuilt(
  { db }: Context,
  { placeId, from, until }: { placeId: string; from: string; until: string },
) {
  if (!isUuid(placeId)) return [];
  const months = (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12;
  if (from < "1900-01-01" || until > "2200-01-01" || months > 120)
    throw new InvalidInput([{ path: ["until"], message: "must be at most 120 months after from" }]);
  const rows = await countFounded(db, { placeId, kinds: builtKinds, from, until });
  return rows.map((row) => ({ ...row, classification: row.classification as (typeof builtKinds)[number] }));
}
