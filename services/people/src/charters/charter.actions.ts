import { dateIn, InvalidInput, isUuid, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { keepersOf } from "../memberships/appointment.rules.ts";
import { findToKeep } from "../organizations/organization.actions.ts";
import { OrganizationDissolved } from "../organizations/organization.errors.ts";
import { lockOrganization } from "../organizations/organization.store.ts";
import { CharterNotInForce } from "./charter.errors.ts";
import { type NewCharter, newCharter } from "./charter.input.ts";
import {
  type CharterRow,
  findCharter,
  findCharterInForce,
  findLatestCharter,
  insertCharter,
  markReviewed,
} from "./charter.store.ts";

/** Gives a body its next charter: in force from its day on, later than the one before; the past does not change. */
export async function adoptCharter(context: Context, input: NewCharter) {
  const found = await findToKeep(context, input.organizationId, keepersOf);
  if (found instanceof Error) return found;
  const parsed = newCharter.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...charter } = parsed.data;
  const { organization, right } = found;

  return once<typeof relations, CharterRow, InvalidInput | OrganizationDissolved>(context, context.viewer!, {
    key,
    request: ["adoptCharter", charter],
    async first(tx) {
      const { dissolvedOn, foundedOn } = (await lockOrganization(tx, organization.id))!;
      if (dissolvedOn !== null) return new OrganizationDissolved();
      const at = context.now();
      const before = await findLatestCharter(tx, organization.id);
      if (before && charter.effectiveFrom <= before.effectiveFrom)
        return notFrom("must be after the day of the charter before");
      if (before && charter.effectiveFrom < dateIn(at)) return notFrom("must not be in the past");
      if (foundedOn !== null && charter.effectiveFrom < foundedOn)
        return notFrom("must not be before the organization was founded");
      const version = (before?.version ?? 0) + 1;
      const row = await insertCharter(tx, { ...charter, id: uuidv7(+at), version });
      await recordChange(tx, context, right, { entity: "CHARTER", id: row.id, from: null, to: "ADOPTED" });
      return row;
    },
    again: async (tx, id) => (await findCharter(tx, id))!,
  });
}

const notFrom = (message: string) => new InvalidInput([{ path: ["effectiveFrom"], message }]);

/** Notes that the charter in force was looked through today and found good. */
export async function reviewCharter(context: Context, id: string) {
  const { db, viewer, now } = context;
  if (!viewer) return new NotSignedIn();
  const charter = isUuid(id) ? await findCharter(db, id) : undefined;
  if (!charter) return new NotFound("charter");
  const found = await findToKeep(context, charter.organizationId, keepersOf);
  if (found instanceof Error) return found;
  const today = dateIn(now());
  if ((await findCharterInForce(db, charter.organizationId, today))?.id !== charter.id)
    return new CharterNotInForce();
  return db.transaction(async (tx) => {
    const row = await markReviewed(tx, charter.id, today);
    // It was reviewed today already.
    if (!row) return (await findCharter(tx, charter.id))!;
    const change = { entity: "CHARTER", id: row.id, from: "ADOPTED", to: "REVIEWED" } as const;
    await recordChange(tx, context, found.right, change);
    return row;
  });
}
