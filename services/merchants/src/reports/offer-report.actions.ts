import { offerReportMoved, record } from "@linli/events";
import { DomainError, InvalidInput, isUuid, NotAllowed, NotFound, NotSignedIn, uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { causeOf, idempotencyKey, once, type Right } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { OwnMerchant } from "../merchants/merchant.errors.ts";
import { staffRoles } from "../merchants/merchant.rules.ts";
import { stepReason } from "../offers/offer.input.ts";
import { offerState } from "../offers/offer.rules.ts";
import { findOfferForStep } from "../offers/offer.store.ts";
import { reviewRight } from "../offers/offer-review.rules.ts";
import { merchantRight, offerForStep, type OfferForStep, takeStep } from "../offers/offer-step.actions.ts";
import { AlreadyReported, ReportDecided } from "./offer-report.errors.ts";
import { isReportable, type OfferReportState, pauses } from "./offer-report.rules.ts";
import { decideReport, findReport, insertReport, type OfferReportRow } from "./offer-report.store.ts";

const report = z.object({ offerId: z.string().toLowerCase(), reason: stepReason, idempotencyKey });

/** Tells the reviewers of an offer that it misleads, for anybody signed in who can see it; one open report each. */
export async function reportOffer(context: Context, input: z.input<typeof report>) {
  const { now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = report.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { offerId, reason, idempotencyKey: key } = parsed.data;
  const offer = await offerForStep(context, offerId);
  if (offer instanceof DomainError) return offer;
  if (!isReportable(stateOf(offer, now()))) return new NotFound("offer");
  return once<typeof relations, OfferReportRow, AlreadyReported>(context, viewer, {
    key,
    request: ["reportOffer", { offerId, reason }],
    first: async (tx) => {
      const at = now();
      const values = { id: uuidv7(+at), offerId, reporterId: viewer.person, reason, reportedAt: at };
      const row = await insertReport(tx, values);
      if (!row) return new AlreadyReported();
      await announce(tx, context, row, offer.merchantId, { from: null, to: "OPEN" });
      return row;
    },
    again: async (tx, id) => (await findReport(tx, id))!,
  });
}

type Verdict = { id: string; outcome: string };

/** Finds that an offer misleads: it is paused until a reviewer lets it go on, and its merchant reads why. */
export async function upholdOfferReport(context: Context, input: Verdict) {
  const found = await find(context, input);
  if (found instanceof DomainError) return found;
  const { offer, seen, outcome, right, viewer } = found;
  const decide = (tx: Db) => settle(tx, context, seen, offer, { state: "UPHELD", outcome, right, viewer });
  if (!pauses(stateOf(offer, context.now()), offer.heldBy)) return inOne(context, decide);
  let decided: OfferReportRow | undefined;
  const pause = { name: "PAUSE", right, reason: outcome, values: { heldBy: "REVIEWER" } } as const;
  const paused = await takeStep(context, offer, pause, {
    after: async (tx) => {
      decided = await decide(tx);
    },
  }).catch(refusalOf);
  return paused instanceof DomainError ? paused : decided!;
}

/** Finds that an offer does not mislead; who reported it reads why. */
export async function dismissOfferReport(context: Context, input: Verdict) {
  const found = await find(context, input);
  if (found instanceof DomainError) return found;
  const { offer, seen, outcome, right, viewer } = found;
  return inOne(context, (tx) =>
    settle(tx, context, seen, offer, { state: "DISMISSED", outcome, right, viewer }),
  );
}

const inOne = (context: Context, decide: (tx: Db) => Promise<OfferReportRow>) =>
  context.db.transaction(decide).catch(refusalOf);

async function find(context: Context, { id, outcome }: Verdict) {
  const { db, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const seen = isUuid(id) ? await findReport(db, id) : undefined;
  if (!seen) return new NotFound("report");
  const offer = (await findOfferForStep(db, seen.offerId))!;
  const right = reviewRight(viewer, offer.places);
  if (!right || seen.reporterId === viewer.person) return new NotAllowed();
  const parsed = stepReason.safeParse(outcome);
  if (!parsed.success)
    return new InvalidInput(parsed.error.issues.map(({ message }) => ({ path: ["outcome"], message })));
  if (await merchantRight(context, offer.merchantId, viewer, staffRoles)) return new OwnMerchant();
  if (seen.state !== "OPEN") return new ReportDecided(seen.state);
  return { seen, offer, right, viewer, outcome: parsed.data };
}

type Decision = { state: OfferReportState; outcome: string; right: Right; viewer: Viewer };

/** Writes a verdict with its event; throws where another was first, so that nothing is left of the rest. */
async function settle(
  tx: Db,
  context: Context,
  { id }: OfferReportRow,
  { merchantId }: OfferForStep,
  { state, outcome, right, viewer }: Decision,
): Promise<OfferReportRow> {
  const decided = { state, outcome, decidedBy: viewer.person, decidedAt: context.now() };
  const row = await decideReport(tx, id, decided);
  if (!row) throw new ReportDecided((await findReport(tx, id))!.state);
  await announce(tx, context, row, merchantId, { from: "OPEN", to: state }, right);
  return row;
}

const stateOf = ({ merchant, totals, ...offer }: OfferForStep, at: Date) =>
  offerState({ ...offer, ...totals }, merchant.state, at);

function announce(
  tx: Db,
  context: Context,
  { id: reportId, offerId, reporterId }: OfferReportRow,
  merchantId: string,
  move: { from: string | null; to: string },
  right?: Right,
) {
  const moved = { reportId, offerId, merchantId, reporterId, ...move };
  return record(tx, offerReportMoved, moved, causeOf(context, right));
}

function refusalOf(error: unknown) {
  if (error instanceof ReportDecided) return error;
  throw error;
}
