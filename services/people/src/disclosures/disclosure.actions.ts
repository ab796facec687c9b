import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { once } from "@linli/subgraph";
import type { z } from "zod";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { rightOver } from "../people/sight.actions.ts";
import { DisclosureDecided, OwnRequest } from "./disclosure.errors.ts";
import { disclosureReason, newDisclosure } from "./disclosure.input.ts";
import { needsApproval, opening } from "./disclosure.rules.ts";
import {
  decideDisclosure,
  type DisclosureRow,
  findDisclosure,
  insertDisclosure,
} from "./disclosure.store.ts";

/**
 * Asks to see somebody's data in clear: a worker or reviewer who has that person in scope, with a reason. Personal data
 * (C2) is open at once and for a while; sensitive data (C3) when another one has approved.
 */
export async function requestDisclosure(context: Context, input: z.input<typeof newDisclosure>) {
  const { now, viewer, policies } = context;
  if (!viewer) return new NotSignedIn();
  const right = await rightOver(context, input.personId);
  if (!right) return new NotAllowed("That person is not in your scope.");
  const parsed = newDisclosure.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...request } = parsed.data;

  return once<typeof relations, DisclosureRow>(context, viewer, {
    key,
    request: { requestDisclosure: request },
    async first(tx) {
      const at = now();
      const id = uuidv7(+at);
      const waits = needsApproval(request.dataClass);
      const row = await insertDisclosure(tx, {
        ...request,
        id,
        askedBy: viewer.person,
        role: right.role!,
        scope: right.scope,
        askedAt: at,
        ...(!waits && opening(at, policies.disclosureMinutes)),
      });
      const to = waits ? "PENDING" : "OPEN";
      await recordChange(tx, context, right, { entity: "DISCLOSURE", id, from: null, to });
      return row;
    },
    again: async (tx, id) => (await findDisclosure(tx, id))!,
  });
}

/** Lets the one who asked see the data for a while: another worker or reviewer who has the person in scope. */
export function approveDisclosure(context: Context, id: string) {
  return decide(context, id, "APPROVED", null);
}

/** Says no, with a reason. */
export function refuseDisclosure(context: Context, id: string, reason: string) {
  return decide(context, id, "REFUSED", reason);
}

async function decide(context: Context, id: string, decision: "APPROVED" | "REFUSED", reason: string | null) {
  const { db, now, viewer, policies } = context;
  if (!viewer) return new NotSignedIn();
  const asked = isUuid(id) ? await findDisclosure(db, id) : undefined;
  // Approving shows nothing: here the right goes down the tree for a child, too.
  const right = asked && (await rightOver(context, asked.personId, { decides: true }));
  if (!right) return viewer.grants.length > 0 && !asked ? new NotFound("disclosure") : new NotAllowed();
  if (asked.askedBy === viewer.person || asked.personId === viewer.person) return new OwnRequest();
  const parsed = disclosureReason.nullable().safeParse(reason);
  if (!parsed.success)
    return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["reason"], message })));
  return db.transaction(async (tx) => {
    const at = now();
    const row = await decideDisclosure(tx, asked.id, {
      decision,
      decidedBy: viewer.person,
      decidedAt: at,
      refusalReason: parsed.data,
      ...(decision === "APPROVED" && opening(at, policies.disclosureMinutes)),
    });
    if (!row) return new DisclosureDecided();
    const to = decision === "APPROVED" ? "OPEN" : "REFUSED";
    await recordChange(tx, context, right, { entity: "DISCLOSURE", id: row.id, from: "PENDING", to });
    return row;
  });
}
