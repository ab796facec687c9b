import { z } from "zod";
import { classifications } from "../organizations/organization.rules.ts";

const months = z.int().min(1).max(120);
const days = z.int().min(1).max(3_650);

/**
 * What a site may decide for itself: the values that the source leaves open (`[D]` in the rules), each with our default.
 * A site sets them by `POLICIES`, a JSON object of those that differ.
 */
export const policies = z
  .strictObject({
    /** Who may sit in a youth council as an owner (R17): 45岁以下 includes 45. */
    councilAge: z.strictObject({ max: z.int().min(1).max(150), inclusive: z.boolean() }).default({
      max: 45,
      inclusive: true,
    }),
    /** Who counts as youth elsewhere; both ends included. */
    youthAge: z.strictObject({ from: z.int().min(0), to: z.int().max(150) }).default({ from: 14, to: 35 }),
    /** How long before eligibility ends the councillor is told (R17). */
    eligibilityNoticeDays: days.default(90),
    /** How the chair of an alliance rotates where nothing else is decided (R9). */
    chairRotation: z.enum(["MONTHLY", "QUARTERLY"]).default("MONTHLY"),
    /** Within how many months an alliance organizes something together (R6). */
    jointWorkMonths: months.default(3),
    /** For how long a verified residence counts before it has to be verified anew. */
    verificationMonths: months.default(36),
    /** How long before its end a verification can be renewed. */
    renewalNoticeDays: days.default(60),
    /** People verified in one household before another one needs a review. */
    peoplePerHousehold: z.int().min(1).max(50).default(8),
    /** How long a code posted to a household can be used, and how often it may be mistyped. */
    postedCodeDays: days.default(30),
    postedCodeAttempts: z.int().min(1).max(20).default(5),
    /** For how many months at most somebody lets another one see to their homes (R81). */
    helpMonths: months.default(12),
    /** How many months after it was over a record of a minor goes. */
    minorRecordMonths: months.default(6),
    /** How many identity numbers somebody may try in a day. */
    identityAttemptsPerDay: z.int().min(1).max(100).default(5),
    /** How long somebody sees in clear what was unmasked for them. */
    disclosureMinutes: z.int().min(1).max(1_440).default(30),
    /** How many members a think tank has at least (R37). */
    thinkTankMembers: z.int().min(1).max(100).default(3),
    /** Kinds of body for which a candidate from the two committees declares conflicts of interest (R59). */
    conflictDeclarationFor: z.array(z.enum(classifications)).default(["PROPERTY_COMPANY"]),
    /** How old charters, sign photos and think-tank meetings may be before they count as stale (R34, R35). */
    signPhotoMonths: months.default(12),
    charterReviewMonths: months.default(24),
  })
  .prefault({});

export type Policies = z.infer<typeof policies>;

/** Every policy at its default. */
export const defaultPolicies: Policies = policies.parse({});
