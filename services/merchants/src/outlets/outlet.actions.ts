import { outletSaved, record } from "@linli/events";
import { DomainError, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import { causeOf, idempotencyKey, once, type Right } from "@linli/subgraph";
import type { z } from "zod";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { WrongMerchantState } from "../merchants/merchant.errors.ts";
import { findWork, type StaffRole } from "../merchants/merchant.rules.ts";
import { findMerchant, findStaff, lockMerchant } from "../merchants/merchant.store.ts";
import { LastOutlet, OutletRetired } from "./outlet.errors.ts";
import { newOutlet, type NewOutlet, outletChange, type OutletChange } from "./outlet.input.ts";
import {
  countOutletsInUse,
  findOutlet,
  findOutletForEdit,
  insertOutlet,
  outletProblems,
  type OutletRow,
  replaceExceptions,
  replaceHours,
  updateOutlet,
} from "./outlet.store.ts";

const openingOutlets = newOutlet.extend({ idempotencyKey });

/** Adds a shop to a merchant, by its owner. */
export async function openOutlet(
  context: Context,
  merchantId: string,
  input: NewOutlet & { idempotencyKey: string },
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const merchant = isUuid(merchantId) ? await findMerchant(db, merchantId) : undefined;
  if (!merchant) return new NotFound("merchant");
  const work = findWork(await findStaff(db, merchant.id, viewer.person), ["OWNER"], now());
  if (!work) return new NotAllowed();
  const parsed = openingOutlets.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...outlet } = parsed.data;
  const problems = await outletProblems(db, outlet);
  if (problems) return new InvalidInput(problems);
  if (merchant.state === "CLOSED") return new WrongMerchantState(merchant.state);
  return once<typeof relations, OutletRow>(context, viewer, {
    key,
    request: ["openOutlet", merchant.id, outlet],
    first: (tx) => addOutlet(tx, context, merchant.id, outlet, { role: work.role, scope: merchant.id }),
    again: async (tx, id) => (await findOutlet(tx, id))!,
  });
}

/** Writes a shop with its hours. */
export async function addOutlet(
  tx: Db,
  context: Context,
  merchantId: string,
  { hours, location, districtId, ...details }: z.output<typeof newOutlet>,
  right: Right,
): Promise<OutletRow> {
  const values = {
    ...details,
    ...location,
    id: uuidv7(+context.now()),
    merchantId,
    districtId: districtId ?? null,
  };
  const row = await insertOutlet(tx, values);
  if (hours) await replaceHours(tx, row.id, hours);
  await announce(tx, context, row, right);
  return row;
}

/** Changes what is said of a shop, by owner or editor; what is left out stays. */
export async function changeOutlet(context: Context, id: string, change: OutletChange) {
  const found = await findEditable(context, id, ["OWNER", "EDITOR"]);
  if (found instanceof DomainError) return found;
  const { outlet, right } = found;
  const parsed = outletChange.safeParse(change);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { hours, exceptions, location, districtId, ...given } = parsed.data;
  const problems = await outletProblems(context.db, { ...given, districtId });
  if (problems) return new InvalidInput(problems);
  const said = Object.fromEntries(
    Object.entries({ ...given, ...location }).filter(([, value]) => value !== null && value !== undefined),
  );
  const values = { ...said, ...(districtId !== undefined && { districtId }) };
  return context.db.transaction(async (tx) => {
    const row = await updateOutlet(tx, outlet.id, values);
    if (!row) return new OutletRetired();
    if (hours) await replaceHours(tx, row.id, hours);
    if (exceptions) await replaceExceptions(tx, row.id, exceptions);
    await announce(tx, context, row, right);
    return row;
  });
}

/** Takes a shop out of use for good, by an owner; a merchant keeps one. */
export async function retireOutlet(context: Context, id: string) {
  const found = await findEditable(context, id, ["OWNER"]);
  if (found instanceof DomainError) return found;
  const { outlet, right } = found;
  return context.db.transaction(async (tx) => {
    // Of two who retire the last two, one is told.
    await lockMerchant(tx, outlet.merchantId);
    if ((await countOutletsInUse(tx, outlet.merchantId)) < 2 && outlet.retiredAt === null)
      return new LastOutlet();
    const row = await updateOutlet(tx, outlet.id, { retiredAt: context.now() });
    if (!row) return new OutletRetired();
    await announce(tx, context, row, right);
    return row;
  });
}

async function findEditable({ db, now, viewer }: Context, id: string, roles: readonly StaffRole[]) {
  if (!viewer) return new NotSignedIn();
  const outlet = isUuid(id) ? await findOutletForEdit(db, id, viewer.person) : undefined;
  if (!outlet) return new NotFound("outlet");
  const work = findWork(outlet.staff, roles, now(), outlet.id);
  return work ? { outlet, right: { role: work.role, scope: outlet.merchantId } } : new NotAllowed();
}

function announce(tx: Db, context: Context, outlet: OutletRow, right: Right) {
  const { id: outletId, merchantId, placeId, latitude, longitude, districtId, retiredAt } = outlet;
  const location = { latitude, longitude };
  const payload = {
    outletId,
    merchantId,
    placeId,
    districtId,
    ...location,
    retiredAt: retiredAt?.toISOString() ?? null,
  };
  return record(tx, outletSaved, payload, causeOf(context, right));
}
