import {
  acts,
  common,
  erase,
  held,
  heldThrough,
  keep,
  overwrite,
  type PersonalData,
} from "@linli/personal-data";
import { idempotencyKeys } from "@linli/subgraph";
import { eq, inArray, sql } from "drizzle-orm";
import { couponConsents, volunteerTime } from "../claimants/claimant.table.ts";
import { coupons } from "../coupons/coupon.table.ts";
import { devices } from "../devices/device.table.ts";
import { invalidCodes } from "../guesses/invalid-code.table.ts";
import { merchants, merchantStaff } from "../merchants/merchant.table.ts";
import { offers } from "../offers/offer.table.ts";
import { offerSteps } from "../offers/offer-step.table.ts";
import { pledges } from "../pledges/pledge.table.ts";
import { ratings } from "../ratings/rating.table.ts";
import { redemptions } from "../redemptions/redemption.table.ts";
import { offerReports } from "../reports/offer-report.table.ts";
import { scans } from "../scans/scan.table.ts";
import { staffInvitations } from "../staff/staff-invitation.table.ts";
import { dismiss, voidUnused } from "./forgetting.store.ts";

const offerTexts = {
  title: "The merchant's words about a discount.",
  terms: "The merchant's words about a discount.",
  pictures: "References to pictures of a discount.",
  items: "The merchant's words about a discount.",
  usableDays: "Days of the week.",
  submittedHash: "A digest of these.",
  reviewReason: "A reviewer's words about a discount.",
  terminationReason: "Words about a discount.",
};

const redemptionTexts = {
  nonce: "Made by a till.",
  reversalReason: "The merchant's words about a redemption, who does not know whose it was.",
};
const scanTexts = { nonce: "Made by a till.", digest: "A digest of what a till sent." };

const couponsOf = (personId: string) =>
  sql`(select ${coupons.id} from ${coupons} where ${eq(coupons.holderId, personId)})`;

/** What merchants keeps about a person, and what becomes of it when the account is deleted. */
export const personalData: PersonalData = {
  held: [
    held("coupons", coupons, "holderId", {
      becomes:
        "Unused ones are void; all stay under the pseudonym, for the merchant's accounts and for figures.",
      texts: {
        codeHash: "A keyed hash that says nothing.",
        idempotencyKey: "The coupon's own id.",
        snapshot: "The offer's terms.",
        voidReason: "Null.",
      },
      withheld: {
        codeHash: "The code itself shows with the coupon.",
        idempotencyKey: "For repetitions only.",
      },
      forget: voidUnused,
    }),
    heldThrough(
      "redemptions",
      redemptions,
      (personId) => inArray(redemptions.couponId, couponsOf(personId)),
      {
        becomes: "Stay: they are the merchant's accounts.",
        texts: redemptionTexts,
        withheld: { nonce: "The till's.", staffId: "Somebody else.", reversalReason: "The merchant's." },
        forget: keep,
      },
    ),
    held("redemptionsAtTheTill", redemptions, "staffId", {
      becomes: "Stay under the pseudonym: they are the merchant's accounts.",
      texts: redemptionTexts,
      withheld: { nonce: "The till's.", couponId: "Somebody else's coupon." },
      forget: keep,
    }),
    held("couponConsents", couponConsents, "personId", {
      becomes: "Go: people keeps the record of consents.",
      forget: erase(couponConsents),
    }),
    held("volunteerTime", volunteerTime, "personId", {
      becomes: "Goes: projects keeps the records of volunteers.",
      forget: erase(volunteerTime),
    }),
    held("redemptionsReversed", redemptions, "reversedBy", {
      becomes: "Stay under the pseudonym: they are the merchant's accounts.",
      texts: redemptionTexts,
      withheld: { nonce: "The till's.", couponId: "Somebody else's coupon." },
      forget: keep,
    }),
    heldThrough("scans", scans, (personId) => inArray(scans.couponId, couponsOf(personId)), {
      becomes: "Stay: they say how redemptions came about.",
      texts: scanTexts,
      withheld: { nonce: "The till's.", digest: "The till's.", deviceId: "The till's." },
      forget: keep,
    }),
    ...acts("scans", scans, ["staffId", "decidedBy"], { texts: scanTexts }),
    ...acts("devices", devices, ["invitedBy", "enrolledBy"], {
      texts: {
        name: "What a till is called.",
        codeHash: "A keyed hash that says nothing.",
        publicKey: "A till's.",
      },
    }),
    held("invalidCodes", invalidCodes, "staffId", {
      becomes: "Go: they are for throttling.",
      forget: erase(invalidCodes),
    }),
    held("merchantStaff", merchantStaff, "personId", {
      becomes:
        "Stay as history under the pseudonym and end at once; a merchant without an owner is suspended until it has one.",
      forget: dismiss,
    }),
    held("ratings", ratings, "raterId", {
      becomes: "The stars stay under the pseudonym, for they are counted; the words go.",
      texts: {
        text: "Null.",
        answer: "The merchant's words.",
        hiddenReason: "A reviewer's words, of which their writer is told.",
      },
      forget: overwrite(ratings, { text: null }),
    }),
    ...acts("ratings", ratings, ["answeredBy", "hiddenBy"], {
      texts: {
        text: "Somebody else's.",
        answer: "The merchant's.",
        hiddenReason: "About somebody else's words.",
      },
    }),
    held("offerReports", offerReports, "reporterId", {
      becomes: "That an offer was reported stays, under the pseudonym; the words go.",
      texts: { reason: "Null.", outcome: "A reviewer's words about a discount." },
      forget: overwrite(offerReports, { reason: null }),
    }),
    ...acts("offerReports", offerReports, ["decidedBy"], {
      texts: { reason: "Somebody else's words.", outcome: "Words about a discount." },
    }),
    ...acts("pledges", pledges, ["madeBy"], {
      texts: { note: "The merchant's words about what it pledges." },
    }),
    ...acts("staffInvitations", staffInvitations, ["invitedBy"], {
      texts: { codeHash: "A keyed hash that says nothing." },
    }),
    held("merchantApplications", merchants, "appliedBy", {
      becomes: "The business stays, under the pseudonym of who applied; how to reach that person goes.",
      texts: {
        name: "The business's.",
        licence: "The business's.",
        contact: "Null.",
        reviewReason: "A reviewer's words about a business.",
      },
      withheld: { reviewedBy: "Somebody else." },
      forget: overwrite(merchants, { contact: null }),
    }),
    ...acts("merchants", merchants, ["reviewedBy"], {
      texts: {
        name: "The business's.",
        licence: "The business's.",
        contact: "About somebody else.",
        reviewReason: "About a business.",
      },
    }),
    held("idempotencyKeys", idempotencyKeys, "personId", {
      becomes: "Go: they are for repetitions.",
      forget: erase(idempotencyKeys),
    }),
    ...acts("offers", offers, ["createdBy", "submittedBy", "reviewedBy"], { texts: offerTexts }),
    ...acts("offerSteps", offerSteps, ["actor"], {
      texts: { reason: "Words about a discount.", role: "A role." },
    }),
    ...common.held,
  ],
  others: {
    ...common.others,
    coupon_changes: "Ids of coupons.",
    business_districts: "Business districts.",
    district_places: "Business districts and places.",
    merchant_suspensions: "Merchants and times.",
    offer_places: "Offers and places.",
    offer_days: "Numbers of coupons.",
    offer_stock: "Numbers of coupons.",
    outlets: "Shops.",
    outlet_exceptions: "Shops.",
    outlet_hours: "Shops.",
  },
};
