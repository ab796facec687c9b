import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { once } from "@linli/subgraph";
import type { z } from "zod";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { rightToHandOut } from "../grants/grant.actions.ts";
import { NotToOneself } from "../grants/grant.errors.ts";
import { grantReason, newDenial } from "../grants/grant.input.ts";
import { isPerson } from "../grants/grant.store.ts";
import { handingOutRoles } from "../grants/handing-out.rules.ts";
import { DenialOver } from "./denial.errors.ts";
import { type DenialRow, findDenial, insertDenial, markLifted } from "./denial.store.ts";

/** Takes a role away from somebody, or all of them, whatever gives it: by whoever could hand it out there. */
export async function denyRole(context: Context, input: z.input<typeof newDenial>) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  if (!viewer.grants.some(({ role }) => handingOutRoles.includes(role))) return new NotAllowed();
  const parsed = newDenial.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...denial } = parsed.data;
  const right = await rightToHandOut(context, denial, denial.role);
  if (!right) return new NotAllowed("Nobody takes away more than lies within their own scope.");
  if (denial.personId === viewer.person) return new NotToOneself();
  if (denial.until && denial.until <= now())
    return new InvalidInput([{ path: ["until"], message: "must lie ahead" }]);
  if (!(await isPerson(db, denial.personId))) return new NotFound("person");

  return once<typeof relations, DenialRow>(context, viewer, {
    key,
    request: { denyRole: denial },
    async first(tx) {
      const at = now();
      const id = uuidv7(+at);
      const row = await insertDenial(tx, { ...denial, id, deniedBy: viewer.person, from: at });
      await recordChange(tx, context, right, { entity: "DENIAL", id, from: null, to: "DENIED" });
      return row;
    },
    again: async (tx, id) => (await findDenial(tx, id))!,
  });
}

/** Gives back what was taken away: by whoever could take it away, never by the person concerned. */
export async function liftDenial(context: Context, id: string, reason: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const denial = isUuid(id) ? await findDenial(db, id) : undefined;
  if (!denial) return new NotFound("denial");
  const right = await rightToHandOut(context, denial, denial.role);
  if (!right) return new NotAllowed();
  if (denial.personId === viewer.person) return new NotToOneself();
  const parsed = grantReason.safeParse(reason);
  if (!parsed.success)
    return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["reason"], message })));
  return db.transaction(async (tx) => {
    const row = await markLifted(tx, denial.id, {
      liftedAt: now(),
      liftedBy: viewer.person,
      liftingReason: parsed.data,
    });
    if (!row) return new DenialOver();
    await recordChange(tx, context, right, { entity: "DENIAL", id: row.id, from: "DENIED", to: "LIFTED" });
    return row;
  });
}
