import { InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, type Role, uuidv7 } from "@linli/kernel";
import { once, type Right } from "@linli/subgraph";
import type { z } from "zod";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { GrantOver, NotToOneself, OutlivesOwnRight } from "./grant.errors.ts";
import { grantReason, newGrant } from "./grant.input.ts";
import type { Scope } from "./grant.rules.ts";
import {
  countGiven,
  findGiven,
  findSeatOf,
  type GrantRow,
  insertGrant,
  isPerson,
  markRevoked,
} from "./grant.store.ts";
import { handingOutRoles, rolesThatHandOut } from "./handing-out.rules.ts";
import { rightInPlace } from "./right.store.ts";
import { findRightToDelegate } from "./standing.store.ts";

type NewGrant = z.input<typeof newGrant>;

/** Gives somebody a role by hand, for a while: by an administrator or a reviewer, within their own scope. */
export async function grantRole(context: Context, input: NewGrant) {
  const { viewer } = context;
  if (!viewer) return new NotSignedIn();
  if (!viewer.grants.some(({ role }) => handingOutRoles.includes(role))) return new NotAllowed();
  const parsed = newGrant.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const right = await rightToHandOut(context, parsed.data, parsed.data.role);
  if (!right) return new NotAllowed("Nobody gives more than lies within their own scope.");
  const refusal = await refusalOf(context, parsed.data);
  if (refusal) return refusal;
  return give(context, "MANUAL", parsed.data, right);
}

/** Hands a right of one's own on for a while: the same role, in the same or a narrower scope, for no longer. */
export async function delegateRole(context: Context, input: NewGrant) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = newGrant.safeParse(input);
  // Who has no such role at all learns no more than that.
  if (!viewer.grants.some(({ role }) => role === input.role)) return new NotAllowed();
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const own = await findRightToDelegate(db, viewer.person, parsed.data, now());
  if (!own) return new NotAllowed("Only a right of one's own can be handed on, in its own scope.");
  const refusal = await refusalOf(context, parsed.data);
  if (refusal) return refusal;
  if (own.until && parsed.data.until > own.until) return new OutlivesOwnRight(own.until);
  const right = { role: own.role, scope: own.placeId ?? own.organizationId };
  return give(context, "DELEGATION", parsed.data, right);
}

/** Takes back a right that was given: by whoever gave it, or could have. */
export async function revokeGrant(context: Context, id: string, reason: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const given = isUuid(id) ? await findGiven(db, id) : undefined;
  if (!given) return new NotFound("grant");
  const right =
    given.grantedBy === viewer.person
      ? { role: given.role, scope: given.placeId ?? given.organizationId }
      : await rightToHandOut(context, given, given.role);
  if (!right) return new NotAllowed();
  const parsed = grantReason.safeParse(reason);
  if (!parsed.success)
    return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["reason"], message })));
  return db.transaction(async (tx) => {
    const row = await markRevoked(tx, given.id, {
      revokedAt: now(),
      revokedBy: viewer.person,
      revocationReason: parsed.data,
    });
    if (!row) return new GrantOver();
    await recordChange(tx, context, right, { entity: "GRANT", id: row.id, from: "GIVEN", to: "REVOKED" });
    return row;
  });
}

/** How many rights somebody has given or handed on. */
export const countGivenBy = ({ db }: Pick<Context, "db">, personId: string) => countGiven(db, personId);

/** By what right the viewer gives and takes this role there; without a scope, everywhere. */
export async function rightToHandOut(
  { db, viewer }: Context,
  { placeId, organizationId }: Scope,
  role: Role | null,
): Promise<Right | undefined> {
  const place = organizationId === null ? placeId : await findSeatOf(db, organizationId);
  return place === undefined ? undefined : rightInPlace(db, viewer, rolesThatHandOut(role), place);
}

async function refusalOf(
  { db, now, viewer }: Context,
  { personId, until }: { personId: string; until: Date },
) {
  if (personId === viewer?.person) return new NotToOneself();
  if (until <= now()) return new InvalidInput([{ path: ["until"], message: "must lie ahead" }]);
  return (await isPerson(db, personId)) ? undefined : new NotFound("person");
}

type Parsed = z.output<typeof newGrant>;

function give(
  context: Context,
  source: "DELEGATION" | "MANUAL",
  { idempotencyKey: key, ...request }: Parsed,
  right: Right,
) {
  const { now, viewer } = context;
  return once<typeof relations, GrantRow>(context, viewer!, {
    key,
    request: { source, ...request },
    async first(tx) {
      const at = now();
      const id = uuidv7(+at);
      const row = await insertGrant(tx, { ...request, id, source, grantedBy: viewer!.person, from: at });
      await recordChange(tx, context, right, { entity: "GRANT", id, from: null, to: "GIVEN" });
      return row;
    },
    again: async (tx, id) => (await findGiven(tx, id))!,
  });
}
