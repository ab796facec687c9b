import { placesSaved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import type { Viewer, ViewerGrant } from "@linli/passport";
import { createServiceHarness, type Result } from "@linli/testing";
import { eq } from "drizzle-orm";
import { consentVersion } from "../src/coupons/coupon-claim.rules.ts";
import type { Db } from "../src/db/client.ts";
import {
  couponConsents,
  coupons,
  merchants as merchantTable,
  merchantStaff,
  offerPlaces,
  offers,
  offerStock,
  outbox,
  outlets,
} from "../src/db/tables.ts";
import type { MerchantState } from "../src/merchants/merchant.rules.ts";
import { beginSuspensions, endSuspension } from "../src/merchants/suspension.store.ts";
import { hashOf } from "../src/offers/offer-hash.rules.ts";
import type { TermsSnapshot } from "../src/offers/terms-snapshot.rules.ts";
import { merchants } from "../src/service.ts";
import { claim, redeem } from "./coupon-documents.ts";

const ids = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, uuidv7()])) as Record<Name, string>;

/** The ids of a small world: two communities of one county, two merchants, of which the first has two outlets. */
export const place = ids("prefecture", "county", "community", "quarter", "building", "otherCommunity");
export const merchant = ids("bakery", "laundry");
export const outlet = ids("bakery", "secondBakery", "laundry");
const person = ids(
  "owner",
  "editor",
  "cashier",
  "secondCashier",
  "otherOwner",
  "otherCashier",
  "worker",
  "workerElsewhere",
  "resident",
  "neighbour",
  "unverified",
  "minor",
  "leagueReviewer",
  "admin",
  "analyst",
);

/** A day in the middle of everything: 12:00 in Shanghai. */
export const noon = new Date("2026-11-23T04:00:00Z");
export const days = (count: number) => new Date(+noon + count * 86_400_000);
export const justBefore = (at: Date) => new Date(+at - 1);

const somebody = (id: string, given: Partial<Viewer> = {}): Viewer => ({
  person: id,
  age: 34,
  residences: [],
  grants: [],
  ...given,
});
const living = (...within: string[]): Viewer["residences"] => [
  { place: within[0]!, within, tenure: "OWNER" },
];
const grant = (role: ViewerGrant["role"], at: string): ViewerGrant => ({
  role,
  place: at,
  organization: null,
});
const home = living(place.building, place.quarter, place.community, place.county, place.prefecture);

/** Anew each time: one more who lives in the quarter. */
export const newResident = () => somebody(uuidv7(), { residences: home });

export const visitor = null;
export const viewers = {
  owner: somebody(person.owner),
  editor: somebody(person.editor),
  cashier: somebody(person.cashier),
  secondCashier: somebody(person.secondCashier),
  otherOwner: somebody(person.otherOwner),
  otherCashier: somebody(person.otherCashier),
  worker: somebody(person.worker, { grants: [grant("COMMUNITY_WORKER", place.community)] }),
  workerElsewhere: somebody(person.workerElsewhere, {
    grants: [grant("COMMUNITY_WORKER", place.otherCommunity)],
  }),
  ownerWhoReviews: somebody(person.owner, { grants: [grant("COMMUNITY_WORKER", place.community)] }),
  resident: somebody(person.resident, { residences: home }),
  neighbour: somebody(person.neighbour, {
    residences: living(place.otherCommunity, place.county, place.prefecture),
  }),
  unverified: somebody(person.unverified),
  minor: somebody(person.minor, { age: 13, residences: home }),
  leagueReviewer: somebody(person.leagueReviewer, { grants: [grant("LEAGUE_REVIEWER", place.county)] }),
  admin: somebody(person.admin, { grants: [{ role: "PLATFORM_ADMIN", place: null, organization: null }] }),
  analyst: somebody(person.analyst, { grants: [grant("ANALYST", place.community)] }),
};

/** The one field that a document asked for; an error, where there should be none, throws. */
function answer({ data, errors }: Result): Result["data"] {
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0];
}

const consent = (db: Db, { person: personId }: Viewer) =>
  db.insert(couponConsents).values({ personId, version: consentVersion }).onConflictDoNothing();

/** The service over that small world, at a time that `clock.at` sets. */
export async function createWorld() {
  const clock = { at: noon };
  const couponSecret = "a secret for tests, long enough to be one";
  const definition = merchants({ couponSecret });
  const h = await createServiceHarness(definition, { now: () => clock.at });
  for (const known of [
    { id: place.prefecture, kind: "PREFECTURE", name: "文山州", parentId: null },
    { id: place.county, kind: "COUNTY", name: "文山市", parentId: place.prefecture },
    { id: place.community, kind: "COMMUNITY", name: "高登社区", parentId: place.county },
    { id: place.quarter, kind: "QUARTER", name: "盛世盘龙小区", parentId: place.community },
    { id: place.building, kind: "BUILDING", name: "3幢", parentId: place.quarter },
    { id: place.otherCommunity, kind: "COMMUNITY", name: "里布嘎社区", parentId: place.county },
  ])
    await h.deliver({ name: placesSaved.name, payload: { places: [{ ...known, retiredOn: null }] } });

  await h.db.insert(merchantTable).values([
    { id: merchant.bakery, name: "云朵烘焙", state: "ACTIVE" },
    { id: merchant.laundry, name: "清清洗衣", state: "ACTIVE" },
  ]);
  const bakery = { merchantId: merchant.bakery, address: "盘龙路1号", placeId: place.quarter };
  await h.db.insert(outlets).values([
    { ...bakery, id: outlet.bakery, name: "一店" },
    { ...bakery, id: outlet.secondBakery, name: "二店" },
    { ...bakery, id: outlet.laundry, name: "总店", merchantId: merchant.laundry },
  ]);
  const staff = { merchantId: merchant.bakery, outletId: null, from: days(-100) };
  await h.db.insert(merchantStaff).values([
    { ...staff, id: uuidv7(), personId: person.owner, role: "OWNER" },
    { ...staff, id: uuidv7(), personId: person.editor, role: "EDITOR" },
    { ...staff, id: uuidv7(), personId: person.cashier, role: "CASHIER", outletId: outlet.bakery },
    {
      ...staff,
      id: uuidv7(),
      personId: person.secondCashier,
      role: "CASHIER",
      outletId: outlet.secondBakery,
    },
    { ...staff, id: uuidv7(), personId: person.otherOwner, role: "OWNER", merchantId: merchant.laundry },
    { ...staff, id: uuidv7(), personId: person.otherCashier, role: "CASHIER", merchantId: merchant.laundry },
  ]);
  h.queries.length = 0;

  return {
    ...h,
    clock,
    soldOut: definition.context.soldOut,
    couponQrs: definition.context.couponQrs,
    answer: async (document: string, variables: object, viewer: Viewer | null) =>
      answer(await h.execute(document, variables, viewer)),

    setMerchant: (state: MerchantState, id: string = merchant.bakery) =>
      h.db.transaction(async (tx) => {
        await tx.update(merchantTable).set({ state }).where(eq(merchantTable.id, id));
        if (state === "SUSPENDED") await beginSuspensions(tx, [id], clock.at);
        else await endSuspension(tx, id, clock.at);
      }),
    /** From then on the person works for no merchant. */
    dismiss: ({ person: id }: Viewer, until: Date) =>
      h.db.update(merchantStaff).set({ until }).where(eq(merchantStaff.personId, id)),
    /** An offer that the quarter can claim now, unless told otherwise, of which so many are gone; its id. */
    async addOffer(
      { issued = 0, ...given }: Partial<typeof offers.$inferInsert> & { issued?: number } = {},
      placeIds = [place.quarter],
    ) {
      const id = uuidv7();
      const ended = given.state === "TERMINATED" && {
        termination: "HONOUR_ISSUED",
        terminationReason: "停业",
      };
      const values = { ...anOffer(), id, ...ended, ...given } as typeof offers.$inferInsert;
      const [row] = await h.db.insert(offers).values(values).returning();
      // As whoever handed it in would have it.
      if (row!.submittedBy && !row!.submittedHash)
        await h.db
          .update(offers)
          .set({ submittedHash: hashOf(row!, placeIds) })
          .where(eq(offers.id, id));
      if (issued > 0) await h.db.update(offerStock).set({ issued }).where(eq(offerStock.offerId, id));
      await h.db.insert(offerPlaces).values(placeIds.map((placeId) => ({ offerId: id, placeId })));
      return id;
    },
    hashOf: async (id: string) => (await h.db.query.offers.findFirst({ where: { id } }))?.submittedHash ?? "",
    /** By somebody who consents, as nearly all tests want it. */
    async claim(offerId: string, viewer: Viewer | null = viewers.resident, key = uuidv7()) {
      if (viewer) await consent(h.db, viewer);
      return answer(await h.execute(claim, { offerId, key }, viewer));
    },
    consent: (viewer: Viewer) => consent(h.db, viewer),
    claimWithoutConsent: async (offerId: string, viewer: Viewer) =>
      answer(await h.execute(claim, { offerId, key: uuidv7() }, viewer)),
    /** At the bakery's first outlet, by its cashier, unless told otherwise. */
    redeem: async (code: string, given: object = {}, viewer: Viewer | null = viewers.cashier) => {
      const input = { code, outletId: outlet.bakery, nonce: uuidv7(), spentFen: 3_000, ...given };
      return answer(await h.execute(redeem, { input }, viewer));
    },
    coupons: () => h.db.select().from(coupons),
    /** What was announced, in order. */
    events: () =>
      h.db
        .select({ name: outbox.name, payload: outbox.payload, actor: outbox.actor, at: outbox.at })
        .from(outbox)
        .orderBy(outbox.sequence),
  };
}
export type World = Awaited<ReturnType<typeof createWorld>>;

/** What a coupon says that was worth something at any time. */
export const aSnapshot: TermsSnapshot = {
  kind: "FREE_SERVICE",
  worthFen: 1,
  title: "券",
  terms: "券",
  usableDays: null,
  usableFromMinute: null,
  usableUntilMinute: null,
};

/** A row of an offer that is live at noon. */
export function anOffer(): typeof offers.$inferInsert {
  return {
    id: uuidv7(),
    merchantId: merchant.bakery,
    kind: "PACKAGE",
    title: "早餐套餐",
    terms: "每桌限用一张",
    items: [{ name: "豆浆油条", quantity: 1, unitPriceFen: 2_500 }],
    priceFen: 1_500,
    worthFen: 2_500,
    stock: 10,
    limitPerPerson: 1,
    claimFrom: days(-1),
    claimUntil: days(7),
    useFrom: days(-1),
    useUntil: days(30),
    state: "APPROVED",
    createdBy: viewers.owner.person,
    createdAt: days(-2),
    submittedBy: viewers.owner.person,
    submittedAt: days(-2),
  };
}
