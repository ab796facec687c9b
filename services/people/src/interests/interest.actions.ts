import { dateIn, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { idempotencyKey, once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import { OwnershipNotVerified } from "../councils/council.errors.ts";
import { ownsHomeIn } from "../councils/council.rules.ts";
import type { relations } from "../db/relations.ts";
import { mustBeSteward } from "../memberships/steward.actions.ts";
import { findVerifiedHomes } from "../residences/residence.store.ts";
import { AlreadyInterested, InterestWithdrawn } from "./interest.errors.ts";
import {
  endInterest,
  findCommittee,
  findInterest,
  insertInterest,
  type InterestRow,
} from "./interest.store.ts";

/** Says that one would stand for an owners' committee (R18). Nobody becomes a member by it. */
export async function expressInterest(
  context: Context,
  { committeeId, ...input }: { committeeId: string; idempotencyKey: string },
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const committee = isUuid(committeeId) ? await findCommittee(db, committeeId) : undefined;
  if (!committee) return new NotFound("owners' committee");
  const parsed = idempotencyKey.safeParse(input.idempotencyKey);
  if (!parsed.success)
    return new InvalidInput(
      parsed.error.issues.map(({ message }) => ({ path: ["idempotencyKey"], message })),
    );
  // Owners elect owners (Civil Code 277).
  const homes = await findVerifiedHomes(db, viewer.person, dateIn(now()));
  if (!ownsHomeIn(homes, committee.placeId)) return new OwnershipNotVerified();

  return once<typeof relations, InterestRow, AlreadyInterested>(context, viewer, {
    key: parsed.data,
    request: ["expressInterest", committee.id],
    async first(tx) {
      const at = now();
      const values = { id: uuidv7(+at), personId: viewer.person, committeeId: committee.id, expressedAt: at };
      const row = await insertInterest(tx, values);
      if (!row) return new AlreadyInterested();
      const right = { role: "RESIDENT", scope: committee.placeId };
      await recordChange(tx, context, right, { entity: "INTEREST", id: row.id, from: null, to: "EXPRESSED" });
      return row;
    },
    again: async (tx, id) => (await findInterest(tx, id))!,
  });
}

/** Takes one's interest back. */
export async function withdrawInterest(context: Context, id: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const interest = isUuid(id) ? await findInterest(db, id) : undefined;
  if (!interest) return new NotFound("interest");
  if (interest.personId !== viewer.person) return new NotAllowed();
  return db.transaction(async (tx) => {
    const row = await endInterest(tx, interest.id, now());
    if (!row) return new InterestWithdrawn();
    const right = { role: "RESIDENT", scope: null };
    const change = { entity: "INTEREST", id: row.id, from: "EXPRESSED", to: "WITHDRAWN" } as const;
    await recordChange(tx, context, right, change);
    return row;
  });
}

/** Refuses those who may not see who would stand: all but the committee itself and the workers in its place. */
export function mustSeeInterests(context: Context, committeeId: string): Promise<void> {
  return mustBeSteward(context, committeeId, [
    { role: "OWNERS_COMMITTEE", scope: "ORGANIZATION" },
    { role: "COMMUNITY_WORKER", scope: "PLACE" },
  ]);
}
