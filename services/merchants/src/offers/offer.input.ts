import { maxFen } from "@linli/kernel";
import { idempotencyKey, instant, nameText, storableText } from "@linli/subgraph";
import { z } from "zod";
import { benefitOf, columnsOf, fixedValueFen } from "./offer-benefit.rules.ts";
import { benefitInput } from "./offer-benefit.input.ts";
import { clockTimePattern, minuteOf, weekdays } from "./usable-times.rules.ts";

/** PostgreSQL answers with small letters, however an id was written. */
const id = z.uuid().toLowerCase();
const age = z.int().min(14).max(150).nullish();

const times = z
  .object({
    days: z.array(z.enum(weekdays)).min(1).max(7).nullish(),
    from: z.string().regex(clockTimePattern, "must be hh:mm").nullish(),
    until: z.string().regex(clockTimePattern, "must be hh:mm").nullish(),
  })
  .refine(({ from, until }) => (from ?? null) === null || (until ?? null) !== null, {
    path: ["until"],
    error: "must be given with from",
  })
  .refine(({ from, until }) => (until ?? null) === null || (from ?? null) !== null, {
    path: ["from"],
    error: "must be given with until",
  })
  .refine(({ from, until }) => !from || !until || from < until, {
    path: ["until"],
    error: "must be later than from",
  })
  .transform(({ days, from, until }) => ({
    // In the week's order, each once.
    usableDays: days ? weekdays.filter((day) => days.includes(day)) : null,
    usableFromMinute: from ? minuteOf(from) : null,
    usableUntilMinute: until ? minuteOf(until) : null,
  }));

export const maxStock = 1_000_000;
const version = z.int().min(1);

/** References to pictures that are kept elsewhere; nine fill a phone's grid. */
const pictures = z.array(storableText.trim().min(1).max(500)).max(9);

/** What an offer holds while it can be edited; the same rules stand as checks on the table. */
const offerContent = z
  .object({
    benefit: benefitInput,
    title: nameText.max(120),
    terms: storableText.trim().min(1).max(4_000),
    pictures: pictures.nullish(),
    stock: z.int().min(1).max(maxStock),
    limitPerPerson: z.int().min(1).max(100),
    dailyLimit: z.int().min(1).max(1_000_000).nullish(),
    budgetFen: z.int().min(1).max(maxFen).nullish(),
    placeIds: z.array(id).min(1).max(50),
    minAge: age,
    maxAge: age,
    minVolunteerHours: z.int().min(1).max(10_000).nullish(),
    claimFrom: instant,
    claimUntil: instant,
    useFrom: instant,
    useUntil: instant,
    usableTimes: times.nullish(),
  })
  .refine(({ minAge, maxAge }) => !minAge || !maxAge || minAge <= maxAge, {
    path: ["maxAge"],
    error: "must not be below minAge",
  })
  .refine(({ claimFrom, claimUntil }) => claimFrom < claimUntil, {
    path: ["claimUntil"],
    error: "must be after claimFrom",
  })
  .refine(({ useFrom, useUntil }) => useFrom < useUntil, {
    path: ["useUntil"],
    error: "must be after useFrom",
  })
  .refine(({ claimUntil, useUntil }) => claimUntil <= useUntil, {
    path: ["useUntil"],
    error: "must not be before claimUntil",
  })
  .transform(({ benefit, usableTimes, placeIds, ...rest }) => ({
    placeIds: [...new Set(placeIds)],
    columns: {
      ...rest,
      ...columnsOf(benefit),
      pictures: rest.pictures ?? [],
      dailyLimit: rest.dailyLimit ?? null,
      budgetFen: rest.budgetFen ?? null,
      minAge: rest.minAge ?? null,
      maxAge: rest.maxAge ?? null,
      minVolunteerHours: rest.minVolunteerHours ?? null,
      ...(usableTimes ?? { usableDays: null, usableFromMinute: null, usableUntilMinute: null }),
    },
  }))
  // Last, where the benefit is known to be one: what came of a bad one has no value to compare with.
  .refine(
    ({ columns }) => !columns.budgetFen || columns.budgetFen >= (fixedValueFen(benefitOf(columns)) ?? 1),
    {
      path: ["budgetFen"],
      error: "must be enough for one coupon",
    },
  );
export type OfferContent = z.input<typeof offerContent>;

export const newOffer = z.object({ merchantId: id, content: offerContent, idempotencyKey });
export const editedOffer = z.object({ version, content: offerContent });
export const editedPictures = z.object({ version, pictures });

export const stockChange = z.object({ count: z.int().min(1).max(maxStock), idempotencyKey });
export const moreBudget = z.object({ amountFen: z.int().min(1).max(maxFen), idempotencyKey });

/** Why an offer was sent back, paused, resumed or ended. */
export const stepReason = storableText.trim().min(1, "say why").max(1_000);
