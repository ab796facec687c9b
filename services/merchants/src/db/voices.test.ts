import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createWorld, days, merchant, noon, outlet, place, viewers } from "../../test/world.ts";
import { addUsedCoupons } from "../../test/used-coupons.ts";
import * as tables from "./tables.ts";

const [person, other] = [viewers.resident.person, viewers.worker.person];

/** One row each of what people do and say about a merchant. */
async function createVoices() {
  const { db, ...w } = await createWorld();
  const offerId = await addUsedCoupons({ db, ...w }, [person], { savedFen: 1 });
  const redemptionId = (await db.query.redemptions.findFirst())!.id;
  const shop = { merchantId: merchant.bakery };
  const staff = { ...shop, personId: person, role: "CASHIER" as const, outletId: outlet.bakery, from: noon };
  const invitation = { ...shop, role: "CASHIER" as const, outletId: null, invitedBy: other, invitedAt: noon };
  const about = { ...shop, offerId, redemptionId, outletId: outlet.bakery };
  const rating = { ...about, id: uuidv7(), raterId: person, stars: 5, ratedAt: noon };
  const report = { id: uuidv7(), offerId, reporterId: person, reason: "不实", reportedAt: noon };
  const pledge = {
    ...shop,
    kind: "MEALS" as const,
    count: 1,
    placeId: place.quarter,
    startsAt: noon,
    endsAt: days(1),
    madeBy: other,
    madeAt: noon,
  };
  await db.insert(tables.merchantStaff).values({ ...staff, id: uuidv7() });
  await db.insert(tables.ratings).values(rating);
  await db.insert(tables.offerReports).values(report);
  const set = {
    rating: (values: Partial<typeof tables.ratings.$inferInsert>) =>
      db.update(tables.ratings).set(values).where(eq(tables.ratings.id, rating.id)),
    report: (values: Partial<typeof tables.offerReports.$inferInsert>) =>
      db.update(tables.offerReports).set(values).where(eq(tables.offerReports.id, report.id)),
  };
  const add = {
    staff: (values: Partial<typeof tables.merchantStaff.$inferInsert>) =>
      db.insert(tables.merchantStaff).values({ ...staff, id: uuidv7(), ...values }),
    invitation: (values: Partial<typeof tables.staffInvitations.$inferInsert>) =>
      db
        .insert(tables.staffInvitations)
        .values({ ...invitation, id: uuidv7(), codeHash: uuidv7(), ...values }),
    rating: () => db.insert(tables.ratings).values({ ...rating, id: uuidv7() }),
    report: (values: Partial<typeof tables.offerReports.$inferInsert> = {}) =>
      db.insert(tables.offerReports).values({ ...report, id: uuidv7(), ...values }),
    pledge: (values: Partial<typeof tables.pledges.$inferInsert>) =>
      db.insert(tables.pledges).values({ ...pledge, id: uuidv7(), ...values }),
  };
  return { db, set, add };
}
type Voices = Awaited<ReturnType<typeof createVoices>>;

const hidden = { hiddenAt: noon, hiddenBy: other, hiddenReason: "辱骂" };
const decided = { state: "UPHELD" as const, decidedBy: other, decidedAt: noon, outcome: "属实" };

const refused: [what: string, constraint: string, write: (voices: Voices) => PromiseLike<unknown>][] = [
  ["the same work twice", "same_work_once", ({ add }) => add.staff({})],
  ["an owner of one outlet", "only_cashiers_have_an_outlet", ({ add }) => add.staff({ role: "OWNER" })],
  [
    "an editor invited for one outlet",
    "only_cashiers_have_an_outlet",
    ({ add }) => add.invitation({ role: "EDITOR", outletId: outlet.bakery }),
  ],
  [
    "an invitation accepted and withdrawn",
    "accepted_or_withdrawn",
    ({ add }) => add.invitation({ acceptedAt: noon, withdrawnAt: noon }),
  ],
  ["a redemption rated twice", "one_rating_each", ({ add }) => add.rating()],
  ["no stars", "one_to_five_stars", ({ set }) => set.rating({ stars: 0 })],
  ["six stars", "one_to_five_stars", ({ set }) => set.rating({ stars: 6 })],
  ["an answer of nobody", "answered_by_somebody", ({ set }) => set.rating({ answer: "谢谢" })],
  [
    "a rating hidden without a reason",
    "hidden_for_a_reason",
    ({ set }) => set.rating({ ...hidden, hiddenReason: null }),
  ],
  [
    "a rating hidden by its writer",
    "nobody_hides_their_own",
    ({ set }) => set.rating({ ...hidden, hiddenBy: person }),
  ],
  ["a second open report", "one_open_report_each", ({ add }) => add.report()],
  [
    "a verdict without words",
    "decided_by_somebody_why",
    ({ set }) => set.report({ ...decided, outcome: null }),
  ],
  [
    "words about what is open",
    "decided_by_somebody_why",
    ({ set }) => set.report({ ...decided, state: "OPEN" }),
  ],
  [
    "a verdict about one's own report",
    "nobody_judges_their_own",
    ({ set }) => set.report({ ...decided, decidedBy: person }),
  ],
  ["a pledge of nothing", "pledges_some", ({ add }) => add.pledge({ count: 0 })],
  ["a pledge that ends as it begins", "window_ends", ({ add }) => add.pledge({ endsAt: noon })],
  ["a pledge withdrawn at no time", "withdrawn_some_time", ({ add }) => add.pledge({ state: "WITHDRAWN" })],
];

test("the database refuses what nobody may do or say twice, unsigned or without a reason", async () => {
  const voices = await createVoices();
  const answers = [];
  for (const [what, , write] of refused)
    answers.push([what, await write(voices).then(() => "accepted", constraintOf)]);
  expect(answers).toEqual(refused.map(([what, constraint]) => [what, constraint]));
});

test("the database accepts work, words and pledges that may be", async () => {
  const voices = await createVoices();
  const { db, set, add } = voices;
  await add.staff({ outletId: outlet.secondBakery });
  await add.staff({ role: "EDITOR", outletId: null });
  await add.staff({ until: days(1) });
  await set.rating({ ...hidden, answer: "谢谢", answeredBy: viewers.owner.person, answeredAt: noon });
  await set.report(decided);
  await add.report();
  await add.pledge({ state: "WITHDRAWN", withdrawnAt: noon });
  expect(await db.$count(tables.offerReports)).toBe(2);
  expect(await db.query.offerRatings.findMany()).toEqual([]);
});
