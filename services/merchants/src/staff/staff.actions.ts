import { isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import type { Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import { findWork, staffRoles } from "../merchants/merchant.rules.ts";
import { countOwners, findMerchant, findStaff, lockMerchant } from "../merchants/merchant.store.ts";
import { LastOwner, NoLongerStaff } from "./staff.errors.ts";
import { announce } from "./staff-invitation.actions.ts";
import { endStaff, findStaffEntry, type StaffRow, withdrawInvitationsOf } from "./staff.store.ts";

/** Ends somebody's work at once, by an owner of the merchant: what that person does next is asked of the database anew. */
export async function dismissStaff(context: Context, id: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const entry = isUuid(id) ? await findStaffEntry(db, id) : undefined;
  if (!entry) return new NotFound("staff member");
  const { merchantId } = entry;
  if (!findWork(await findStaff(db, merchantId, viewer.person), ["OWNER"], now())) return new NotAllowed();
  const right = { role: "OWNER", scope: merchantId };
  return db
    .transaction(async (tx): Promise<StaffRow | NoLongerStaff> => {
      const [ended] = await end(tx, context, merchantId, [entry], "DISMISSED", right);
      return ended ?? new NoLongerStaff();
    })
    .catch(refusalOf);
}

/** Ends one's own work for a merchant, whatever it is. */
export async function leaveMerchant(context: Context, id: string) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const merchant = isUuid(id) ? await findMerchant(db, id) : undefined;
  if (!merchant) return new NotFound("merchant");
  const own = (await findStaff(db, id, viewer.person)).filter(
    (entry) => findWork([entry], staffRoles, now()) !== undefined,
  );
  if (own.length === 0) return new NotAllowed("You do not work for this merchant.");
  return db
    .transaction(async (tx) => {
      await end(tx, context, id, own, "LEFT", { role: own[0]!.role, scope: id });
      return merchant;
    })
    .catch(refusalOf);
}

/**
 * Ends these entries, and with an owner's what that owner has invited others to, unless nobody owned the merchant then; of two
 * owners who end each other's work, one is told.
 */
async function end(
  tx: Db,
  context: Context,
  merchantId: string,
  entries: readonly StaffRow[],
  to: "DISMISSED" | "LEFT",
  right: Right,
): Promise<StaffRow[]> {
  await lockMerchant(tx, merchantId);
  const at = context.now();
  const ended = await endStaff(
    tx,
    entries.map((entry) => entry.id),
    at,
  );
  const owned = ended.some(({ role }) => role === "OWNER");
  if (owned && (await countOwners(tx, merchantId, at)) === 0) throw new LastOwner();
  for (const entry of ended)
    await announce(tx, context, entry, { from: "WORKING", to, personId: entry.personId }, right);
  for (const { personId, role } of ended)
    if (role === "OWNER")
      for (const invitation of await withdrawInvitationsOf(tx, { personId, merchantId }, at))
        await announce(tx, context, invitation, { from: "INVITED", to: "WITHDRAWN", personId: null }, right);
  return ended;
}

function refusalOf(error: unknown) {
  if (error instanceof LastOwner) return error;
  throw error;
}
