import { constraintOf } from "@linli/testing";
import { uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  anOffer,
  aSnapshot,
  createWorld,
  days,
  merchant,
  noon,
  outlet,
  place,
  viewers,
} from "../../test/world.ts";
import { columnsOf } from "../offers/offer-benefit.rules.ts";
import * as tables from "./tables.ts";

const offer = { ...anOffer(), stock: 5, limitPerPerson: 2 };
const person = viewers.resident.person;
const coupon: typeof tables.coupons.$inferInsert = {
  id: uuidv7(),
  offerId: offer.id,
  holderId: person,
  ordinal: 1,
  limitPerPerson: 2,
  codeHash: "hash",
  idempotencyKey: "key",
  placeId: place.quarter,
  snapshot: aSnapshot,
  claimedAt: noon,
  useFrom: noon,
  useUntil: days(1),
};
const redemption = {
  id: uuidv7(),
  couponId: coupon.id,
  outletId: outlet.bakery,
  staffId: viewers.cashier.person,
  redeemedAt: noon,
  receivedAt: noon,
  nonce: "nonce",
  spentFen: 1,
  savedFen: 1,
};
const staff = { merchantId: merchant.bakery, personId: person, role: "CASHIER", from: noon } as const;

type Db = Awaited<ReturnType<typeof createWorld>>["db"];
const changeOffer = (values: Partial<typeof tables.offers.$inferInsert>) => (db: Db) =>
  db.update(tables.offers).set(values).where(eq(tables.offers.id, offer.id));
const setIssued = (issued: number) => (db: Db) =>
  db.update(tables.offerStock).set({ issued }).where(eq(tables.offerStock.offerId, offer.id));
const addCoupon = (values: Partial<typeof tables.coupons.$inferInsert>) => (db: Db) =>
  db.insert(tables.coupons).values({
    ...coupon,
    id: uuidv7(),
    ordinal: 2,
    codeHash: uuidv7(),
    idempotencyKey: uuidv7(),
    ...values,
  });
const addRedemption = (values: Partial<typeof tables.redemptions.$inferInsert>) => (db: Db) =>
  db.insert(tables.redemptions).values({ ...redemption, id: uuidv7(), nonce: uuidv7(), ...values });
const addStaff = (values: Partial<typeof tables.merchantStaff.$inferInsert>) => (db: Db) =>
  db.insert(tables.merchantStaff).values({ ...staff, id: uuidv7(), ...values });
const reversed = { reversedAt: noon, reversedBy: viewers.owner.person, reversalReason: "退货" };

const free = (worthFen: number) => columnsOf({ kind: "FREE_SERVICE", worthFen });
const discount = (percentOff: number, capFen: number) => columnsOf({ kind: "DISCOUNT", percentOff, capFen });
const cash = (offFen: number, minimumSpendFen: number) =>
  columnsOf({ kind: "CASH", offFen, minimumSpendFen });
const usable = (usableFromMinute: number, usableUntilMinute: number) => ({
  usableFromMinute,
  usableUntilMinute,
});

const refused: [what: string, constraint: string, write: (db: Db) => Promise<unknown>][] = [
  ["more issued than there are", "never_oversold", setIssued(6)],
  ["less than nothing issued", "never_oversold", setIssued(-1)],
  ["a stock below what is issued", "never_oversold", changeOffer({ stock: 1 })],
  ["no stock", "stock_is_some", changeOffer({ stock: 0 })],
  ["no coupon for anybody", "limit_is_some", changeOffer({ limitPerPerson: 0 })],
  ["a price of its worth", "price_below_worth", changeOffer({ priceFen: offer.worthFen })],
  ["a price below nothing", "price_below_worth", changeOffer({ priceFen: -1 })],
  ["a price of a kind without one", "kind_has_its_own", changeOffer({ kind: "CASH" })],
  ["a package without items", "kind_has_its_own", changeOffer({ items: null })],
  ["a package that is also a discount", "kind_has_its_own", changeOffer({ percentOff: 10, capFen: 1 })],
  ["a package of nothing", "package_has_items", changeOffer({ items: [] })],
  ["something free that is worth nothing", "worth_is_some", changeOffer(free(0))],
  ["a discount of all", "discount_is_a_part", changeOffer(discount(100, 1))],
  ["a discount capped at nothing", "discount_is_a_part", changeOffer(discount(10, 0))],
  ["more off than is spent", "cash_within_spend", changeOffer(cash(2, 1))],
  ["nothing off", "cash_within_spend", changeOffer(cash(0, 1))],
  ["a day for nobody", "daily_limit_is_some", changeOffer({ dailyLimit: 0 })],
  ["no budget at all", "budget_is_some", changeOffer({ budgetFen: 0 })],
  ["coupons for people below 14", "ages_are_a_band", changeOffer({ minAge: 13 })],
  ["an age up to 13", "ages_are_a_band", changeOffer({ maxAge: 13 })],
  ["an age band that ends before it begins", "ages_are_a_band", changeOffer({ minAge: 20, maxAge: 19 })],
  ["no volunteer hours", "hours_are_some", changeOffer({ minVolunteerHours: 0 })],
  ["use on no day", "usable_on_some_day", changeOffer({ usableDays: [] })],
  ["use from an hour on without end", "usable_within_a_day", changeOffer({ usableFromMinute: 60 })],
  ["use that ends as it begins", "usable_within_a_day", changeOffer(usable(60, 60))],
  ["use beyond the day", "usable_within_a_day", changeOffer(usable(60, 1_441))],
  ["a version before the first", "version_counts", changeOffer({ version: 0 })],
  ["claiming that ends as it begins", "claiming_ends", changeOffer({ claimFrom: offer.claimUntil })],
  ["using that ends as it begins", "using_ends", changeOffer({ useFrom: offer.useUntil })],
  ["using that ends before claiming does", "using_ends", changeOffer({ useUntil: days(6) })],
  ["something that runs and is held back", "held_while_paused", changeOffer({ heldBy: "PLATFORM" })],
  ["an end without a reason", "terminated_for_a_reason", changeOffer({ state: "TERMINATED" })],
  ["a reason without an end", "terminated_for_a_reason", changeOffer({ terminationReason: "停业" })],
  ["an offer without a title", "title_is_given", changeOffer({ title: "" })],
  ["a review of nothing submitted", "review_has_a_submission", changeOffer({ submittedBy: null })],
  ["a review by who submitted", "reviewer_is_not_submitter", changeOffer({ reviewedBy: offer.submittedBy! })],
  ["an offer of no merchant", "offers_merchant_id_merchants_id_fkey", changeOffer({ merchantId: uuidv7() })],
  ["a slot taken twice", "one_slot_each", addCoupon({ ordinal: 1 })],
  ["a coupon above the limit", "within_the_limit", addCoupon({ ordinal: 3 })],
  ["a coupon before the first", "within_the_limit", addCoupon({ ordinal: 0 })],
  ["a code twice", "coupons_code_hash_key", addCoupon({ codeHash: coupon.codeHash })],
  [
    "a key used twice",
    "coupons_holder_id_idempotency_key_unique",
    addCoupon({ idempotencyKey: coupon.idempotencyKey }),
  ],
  ["a draft of what was claimed", "terms_stay_as_claimed", changeOffer({ state: "DRAFT" })],
  ["a second redemption", "one_standing_redemption", addRedemption({})],
  [
    "a nonce twice at an outlet",
    "redemptions_outlet_id_nonce_unique",
    addRedemption({ ...reversed, nonce: redemption.nonce }),
  ],
  ["less than nothing spent", "amounts_are_amounts", addRedemption({ ...reversed, spentFen: -1 })],
  ["less than nothing saved", "amounts_are_amounts", addRedemption({ ...reversed, savedFen: -1 })],
  ["work that ends as it begins", "ends_after_it_starts", addStaff({ until: noon })],
  ["work at another's outlet", "merchant_staff_fLNCwjuCdnXm_fkey", addStaff({ outletId: outlet.laundry })],
  [
    "a merchant without a name",
    "name_is_given",
    (db) => db.insert(tables.merchants).values({ id: uuidv7(), name: "" }),
  ],
  [
    "an offer for a place twice",
    "offer_places_pkey",
    (db) => db.insert(tables.offerPlaces).values({ offerId: offer.id, placeId: place.quarter }),
  ],
];

async function createRows({ unclaimed = async () => {} }: { unclaimed?(db: Db): Promise<void> } = {}) {
  const { db } = await createWorld();
  await db.insert(tables.offers).values(offer);
  await unclaimed(db);
  await setIssued(2)(db);
  await db.insert(tables.offerPlaces).values({ offerId: offer.id, placeId: place.quarter });
  await db.insert(tables.coupons).values(coupon);
  await db.insert(tables.redemptions).values(redemption);
  return db;
}

test("the database refuses what must never be", async () => {
  const db = await createRows();
  const answers = [];
  for (const [what, , write] of refused) {
    const constraint = await write(db).then(() => "accepted", constraintOf);
    answers.push([what, constraint]);
  }
  expect(answers).toEqual(refused.map(([what, constraint]) => [what, constraint]));
});

test("the database accepts what may be", async () => {
  const db = await createRows({
    async unclaimed(fresh) {
      const { submittedBy, claimUntil } = offer;
      await changeOffer({ reviewedBy: viewers.worker.person, claimUntil: offer.useUntil })(fresh);
      await changeOffer({ state: "DRAFT", submittedBy: null, reviewedBy: null })(fresh);
      const times = { usableDays: ["SUNDAY" as const], ...usable(0, 1_440) };
      await changeOffer({ ...cash(1, 1), minAge: 14, maxAge: 14, ...times })(fresh);
      await changeOffer(discount(99, 1))(fresh);
      await changeOffer({ ...columnsOf({ kind: "EXCHANGE", priceFen: 0, worthFen: 5 }), budgetFen: 25 })(
        fresh,
      );
      await changeOffer({ state: "APPROVED", submittedBy, claimUntil })(fresh);
    },
  });
  await changeOffer({ reviewedBy: viewers.worker.person, pictures: ["2"], stock: 2 })(db);
  await changeOffer({ stock: 5, budgetFen: 30 })(db);
  await setIssued(5)(db);
  await changeOffer({ state: "PAUSED" })(db);
  await addCoupon({})(db);
  await addCoupon({ ordinal: 1, state: "RETURNED" })(db);
  await addRedemption(reversed)(db);
  await addRedemption({ ...reversed, outletId: outlet.laundry, nonce: redemption.nonce })(db);
  await addStaff({ outletId: outlet.bakery, until: days(1) })(db);
  expect(await db.$count(tables.coupons)).toBe(3);
  expect(await db.$count(tables.redemptions)).toBe(3);
});
