import { record, staffMoved } from "@linli/events";
import {
  adultAge,
  DomainError,
  InvalidInput,
  isUuid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  uuidv7,
} from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { causeOf, idempotencyKey, once, type Right } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import { readCode } from "../coupons/coupon-code.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { AdultsOnly, WrongMerchantState } from "../merchants/merchant.errors.ts";
import { findWork, reviewerRoles, staffRoles, type StaffRole } from "../merchants/merchant.rules.ts";
import {
  countOwners,
  findMerchant,
  findMerchantForDecision,
  findStaff,
  lockMerchant,
} from "../merchants/merchant.store.ts";
import { rightInPlaces } from "../places/right.store.ts";
import { InvalidInvitation, WrongInvitationState } from "./staff.errors.ts";
import { invitationState, withdrawalRefusal } from "./staff.rules.ts";
import {
  closeInvitation,
  findInvitation,
  findInvitationByCode,
  findStaffEntry,
  insertInvitation,
  insertStaff,
  type InvitationRow,
  type StaffRow,
} from "./staff.store.ts";

const invitation = z
  .object({
    merchantId: z.string().toLowerCase(),
    role: z.enum(staffRoles),
    outletId: z.uuid().toLowerCase().nullish(),
    idempotencyKey,
  })
  .refine(({ role, outletId }) => !outletId || role === "CASHIER", {
    path: ["outletId"],
    message: "only cashiers work at one outlet",
  });

/** Invites somebody to work for a merchant, by its owner; to one without an owner, those who would resume it invite one. */
export async function inviteStaff(context: Context, input: z.input<typeof invitation>) {
  const { db, now, viewer, invitationCodes } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = invitation.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { merchantId, role, idempotencyKey: key } = parsed.data;
  const outletId = parsed.data.outletId ?? null;
  const merchant = isUuid(merchantId)
    ? await findMerchantForDecision(db, merchantId, viewer.person)
    : undefined;
  if (!merchant) return new NotFound("merchant");
  const right = await rightToInvite(context, merchant, viewer, role);
  if (!right) return new NotAllowed();
  if (merchant.state === "CLOSED") return new WrongMerchantState(merchant.state);
  if (outletId && !(await isOutletInUse(db, merchantId, outletId)))
    return new InvalidInput([{ path: ["outletId"], message: "an outlet of this merchant, in use" }]);
  return once<typeof relations, InvitationRow, NotAllowed>(context, viewer, {
    key,
    request: ["inviteStaff", { merchantId, role, outletId }],
    first: async (tx) => {
      const at = now();
      await lockMerchant(tx, merchantId);
      // Whoever is dismissed meanwhile invites nobody any more.
      const staff = await findStaff(tx, merchantId, viewer.person);
      if (right.role === "OWNER" && !findWork(staff, ["OWNER"], at)) return new NotAllowed();
      const id = uuidv7(+at);
      const codeHash = invitationCodes.hashOf(invitationCodes.codeOf(id));
      const work = { id, merchantId, role, outletId };
      const row = await insertInvitation(tx, { ...work, codeHash, invitedBy: viewer.person, invitedAt: at });
      await announce(tx, context, work, { from: null, to: "INVITED", personId: null }, right);
      return row;
    },
    again: async (tx, id) => (await findInvitation(tx, id))!,
  });
}

async function rightToInvite(
  { db, now }: Context,
  { id, staff, outlets }: NonNullable<Awaited<ReturnType<typeof findMerchantForDecision>>>,
  viewer: Viewer,
  role: StaffRole,
): Promise<Right | undefined> {
  if (findWork(staff, ["OWNER"], now())) return { role: "OWNER", scope: id };
  if (role !== "OWNER" || (await countOwners(db, id, now())) > 0) return undefined;
  const places = [...new Set(outlets.map(({ placeId }) => placeId))];
  return rightInPlaces(db, viewer, [...reviewerRoles, "PLATFORM_ADMIN"], places);
}

async function isOutletInUse(db: Db, merchantId: string, id: string): Promise<boolean> {
  const where = { id, merchantId, retiredAt: { isNull: true as const } };
  return (await db.query.outlets.findFirst({ columns: { id: true }, where })) !== undefined;
}

/** Takes an invitation back that nobody has accepted, by an owner or by who made it. */
export async function withdrawStaffInvitation(context: Context, id: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const found = isUuid(id) ? await findInvitation(db, id) : undefined;
  if (!found) return new NotFound("invitation");
  const own = findWork(await findStaff(db, found.merchantId, viewer.person), ["OWNER"], now());
  if (!own && found.invitedBy !== viewer.person) return new NotAllowed();
  const refusal = withdrawalRefusal(found, now());
  if (refusal) return refusal;
  const right = { role: own ? "OWNER" : null, scope: found.merchantId };
  return db.transaction(async (tx) => {
    const closed = await closeInvitation(tx, id, { withdrawnAt: now() });
    if (!closed) return new WrongInvitationState(invitationState((await findInvitation(tx, id))!, now()));
    await announce(tx, context, closed, { from: "INVITED", to: "WITHDRAWN", personId: null }, right);
    return closed;
  });
}

/**
 * Accepts an invitation by its code, which only whom it is meant for has; from then on that person, an adult, works there. The
 * same person may ask again, should the answer be lost.
 */
export async function acceptStaffInvitation(context: Context, typed: string) {
  const { db, now, viewer, invitationCodes } = context;
  if (!viewer) return new NotSignedIn();
  const code = readCode(typed);
  const found = code === null ? undefined : await findInvitationByCode(db, invitationCodes.hashOf(code));
  if (!found) return new InvalidInvitation();
  const at = now();
  const accepted = await findStaffEntry(db, found.id);
  if (accepted?.personId === viewer.person) return accepted;
  if (invitationState(found, at) !== "OPEN") return new InvalidInvitation();
  if (viewer.age === null || viewer.age < adultAge) return new AdultsOnly();
  const { id, merchantId, role, outletId } = found;
  return db
    .transaction(async (tx): Promise<StaffRow> => {
      await lockMerchant(tx, merchantId);
      const entered = await findStaffEntry(tx, id);
      if (entered?.personId === viewer.person) return entered;
      if ((await findMerchant(tx, merchantId))!.state === "CLOSED") throw new InvalidInvitation();
      if (outletId && !(await isOutletInUse(tx, merchantId, outletId))) throw new InvalidInvitation();
      if (!(await closeInvitation(tx, id, { acceptedAt: at }))) throw new InvalidInvitation();
      const entry = { id, merchantId, role, outletId, personId: viewer.person, from: at };
      const row = await insertStaff(tx, entry);
      const right = { role, scope: outletId ?? merchantId };
      await announce(tx, context, row, { from: "INVITED", to: "WORKING", personId: viewer.person }, right);
      return row;
    })
    .catch((error: unknown) => {
      if (error instanceof DomainError) return error as InvalidInvitation;
      throw error;
    });
}

export type Move = { from: string | null; to: string; personId: string | null };

/** Says what became of an entry, or of the invitation to it, which has the same id. */
export function announce(
  tx: Db,
  context: Context,
  { id: staffId, merchantId, role, outletId }: Pick<StaffRow, "id" | "merchantId" | "role" | "outletId">,
  move: Move,
  right: Right,
) {
  return record(tx, staffMoved, { staffId, merchantId, role, outletId, ...move }, causeOf(context, right));
}

/** The code of an invitation, as long as it is good for something; for who sees the invitation. */
export function codeOfInvitation(
  { now, invitationCodes }: Context,
  invited: Pick<InvitationRow, "id" | "invitedAt" | "acceptedAt" | "withdrawnAt">,
): string | null {
  return invitationState(invited, now()) === "OPEN" ? invitationCodes.codeOf(invited.id) : null;
}
