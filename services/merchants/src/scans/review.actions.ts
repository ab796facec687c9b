import { DomainError, IdempotencyKeyReused, isUuid, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import type { Right } from "@linli/subgraph";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import { findWork } from "../merchants/merchant.rules.ts";
import { findStaff } from "../merchants/merchant.store.ts";
import { savedFen } from "../offers/offer-benefit.rules.ts";
import type { MinimumSpendNotMet } from "../offers/offer.errors.ts";
import { book } from "../redemptions/booking.actions.ts";
import type { BudgetExhausted } from "../redemptions/redemption.errors.ts";
import { lockCoupon } from "../redemptions/redemption.store.ts";
import { ScanDecided } from "./scan.errors.ts";
import { redeemedAt } from "./scan.rules.ts";
import { decide, findScan, type ScanRow } from "./scan.store.ts";
import { announce } from "./upload.actions.ts";

type Reviewed = NonNullable<Awaited<ReturnType<typeof findScan>>>;

/**
 * Takes a scan as a redemption after all, by the merchant's owner, whatever it was held back for. Where the coupon was
 * redeemed or voided meanwhile it is a conflict; minimum spend and budget stand for the owner as well.
 */
export const confirmScan = (context: Context, id: string) =>
  review<MinimumSpendNotMet | BudgetExhausted | IdempotencyKeyReused>(
    context,
    id,
    async (tx, scan, right) => {
      const { coupon, standing } = await lockCoupon(tx, scan.couponId!);
      const taken = coupon.state !== "ISSUED";
      if (taken) {
        const reason = coupon.state === "REDEEMED" ? ("ALREADY_REDEEMED" as const) : ("VOIDED" as const);
        return { verdict: "CONFLICT" as const, reason, winnerAt: standing?.redeemedAt ?? null };
      }
      const saved = savedFen(coupon.snapshot, scan.spentFen);
      if (saved instanceof DomainError) throw saved;
      const { staffId, deviceId, nonce, spentFen } = scan;
      const booking = {
        outletId: scan.device.outletId,
        staffId,
        deviceId,
        redeemedAt: redeemedAt(scan, coupon.claimedAt),
        scannedAt: scan.deviceScannedAt,
        nonce,
        spentFen,
        savedFen: saved,
      };
      const row = await book(tx, context, coupon, booking, right);
      if (!row) throw new IdempotencyKeyReused();
      return { verdict: "CONFIRMED" as const, redemptionId: row.id, savedFen: saved };
    },
  );

/** Leaves a scan without a redemption, by the merchant's owner. The resident owes nothing, and keeps the coupon. */
export const declineScan = (context: Context, id: string) =>
  review<never>(context, id, async () => ({ verdict: "DECLINED" as const }));

async function review<Refusal extends DomainError>(
  context: Context,
  id: string,
  outcome: (tx: Db, scan: Reviewed, right: Right) => Promise<Partial<ScanRow>>,
) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const scan = isUuid(id) ? await findScan(db, id) : undefined;
  if (!scan) return new NotFound("scan");
  const at = now();
  const { merchantId, outletId } = scan.device;
  const work = findWork(await findStaff(db, merchantId, viewer.person), ["OWNER"], at, outletId);
  if (!work) return new NotAllowed("This scan is not for you to decide.");
  if (scan.verdict !== "NEEDS_REVIEW") return new ScanDecided(scan.verdict);
  const right = { role: work.role, scope: merchantId };
  return db
    .transaction(async (tx) => {
      const values = await outcome(tx, scan, right);
      const decided = await decide(tx, scan.id, { ...values, decidedBy: viewer.person, decidedAt: at });
      if (!decided) throw new ScanDecided((await findScan(tx, scan.id))!.verdict);
      await announce(tx, context, scan.device, decided, scan.verdict, right);
      return decided;
    })
    .catch((error: unknown) => {
      if (error instanceof DomainError) return error as Refusal | ScanDecided;
      throw error;
    });
}
