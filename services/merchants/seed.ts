import { insertAll } from "@linli/database";
import { people } from "@linli/demo-world";
import { childUntil } from "@linli/kernel";
import type { Seed } from "@linli/subgraph";
import { sql } from "drizzle-orm";
import { claimCounts, couponsOf, regularClaims } from "./seed/coupons.ts";
import {
  exceptionRows,
  hourRows,
  merchantEvents,
  merchantRows,
  outletRows,
  staffRows,
  suspensionRows,
} from "./seed/merchants.ts";
import { demoOffers, offerEvents, offerRow, stepRows } from "./seed/offers.ts";
import { pledgesOf } from "./seed/pledges.ts";
import { ratingsOf } from "./seed/ratings.ts";
import { reportsOf } from "./seed/reports.ts";
import { invitedStaff } from "./seed/staff.ts";
import { countRedeemed, noteChanges, plantTill, tillRows } from "./seed/till.ts";
import { districtPlaceRows, districtRows } from "./seed/streets.ts";
import { consentVersion } from "./src/coupons/coupon-claim.rules.ts";
import { couponCodes } from "./src/coupons/coupon-code.ts";
import type { relations } from "./src/db/relations.ts";
import {
  businessDistricts,
  couponConsents,
  coupons,
  devices,
  districtPlaces,
  merchants,
  merchantStaff,
  merchantSuspensions,
  offerPlaces,
  offerReports,
  offers,
  offerSteps,
  outbox,
  outletExceptions,
  outletHours,
  outlets,
  pledges,
  ratings,
  redemptions,
  scans,
  staffInvitations,
} from "./src/db/tables.ts";

/** Spreads what was claimed and not returned over each offer's shards, as evenly as its stock. */
const countIssued = sql`
  update offer_stock set issued = coupons.total / shards.total + (shard < coupons.total % shards.total)::integer
  from (select offer_id, count(*) as total from coupons where state <> 'RETURNED' group by offer_id) coupons
  join (select offer_id, count(*) as total from offer_stock group by offer_id) shards using (offer_id)
  where offer_stock.offer_id = coupons.offer_id`;

/** Merchants of the demo world, their offers, and a year of coupons, whose codes hold for this secret. */
export function seed({ couponSecret }: { couponSecret: string }): Seed<typeof relations> {
  const codes = couponCodes(couponSecret);
  return ({ db, now }) =>
    db.transaction(async (tx) => {
      if ((await tx.$count(merchants)) > 0) return null;
      const at = now();
      const planned = demoOffers(at);
      const counts = claimCounts(planned);
      const regulars = regularClaims(planned);
      const claimed = planned.map((offer, index) =>
        couponsOf(offer, counts[index]!, regulars.get(offer), at),
      );
      const all = claimed.flat();
      const staff = invitedStaff(at, couponSecret);
      const tills = tillRows(at, couponSecret);
      const planted = plantTill(all, planned, at);
      const rated = ratingsOf(all, planned, at);
      const reported = reportsOf(planned, at);
      const pledged = pledgesOf(at);
      const happened = [
        ...pledged.events,
        ...reported.events,
        ...rated.events,
        ...tills.events,
        ...planted.events,
        ...merchantEvents(at),
        ...staff.events,
        ...planned.flatMap((offer) => offerEvents(offer, at)),
        ...all.flatMap(({ events }) => events),
      ];

      const made = {
        商圈: await insertAll(tx, businessDistricts, districtRows(at)),
        商家: await insertAll(tx, merchants, merchantRows(at)),
        门店: await insertAll(tx, outlets, outletRows),
        店员: await insertAll(tx, merchantStaff, [...staffRows(at), ...staff.entries]),
        店员邀请: await insertAll(tx, staffInvitations, staff.invitations),
        收银设备: await insertAll(tx, devices, tills.rows),
        优惠: await insertAll(
          tx,
          offers,
          planned.map((offer, index) => offerRow(offer, at, claimed[index]!.length)),
        ),
      };
      await insertAll(tx, merchantSuspensions, suspensionRows(at));
      await insertAll(tx, districtPlaces, districtPlaceRows);
      await insertAll(tx, outletHours, hourRows);
      await insertAll(tx, outletExceptions, exceptionRows(at));
      await insertAll(
        tx,
        offerSteps,
        planned.flatMap((offer) => stepRows(offer, at)),
      );
      await insertAll(
        tx,
        offerPlaces,
        planned.flatMap(({ id: offerId, placeIds }) => placeIds.map((placeId) => ({ offerId, placeId }))),
      );
      const rest = {
        领券同意: await insertAll(
          tx,
          couponConsents,
          people
            .filter(({ age }) => age >= childUntil)
            .map(({ id: personId }) => ({ personId, version: consentVersion })),
        ),
        券: await insertAll(
          tx,
          coupons,
          all.map(({ row }) => ({ ...row, codeHash: codes.hashOf(codes.codeOf(row.id)) })),
        ),
        核销: await insertAll(
          tx,
          redemptions,
          all.flatMap(({ redemption }) => redemption ?? []),
        ),
        评价: await insertAll(tx, ratings, rated.rows),
        优惠举报: await insertAll(tx, offerReports, reported.rows),
        志愿服务承诺: await insertAll(tx, pledges, pledged.rows),
        离线扫码: await insertAll(tx, scans, planted.scans),
      };
      await tx.execute(countRedeemed);
      await tx.execute(noteChanges);
      await tx.execute(countIssued);
      await insertAll(
        tx,
        outbox,
        happened.toSorted((a, b) => +a.at - +b.at),
      );
      return { ...made, ...rest };
    });
}
