import { DomainError } from "@linli/kernel";

export class BudgetExhausted extends DomainError {
  readonly code = "BUDGET_EXHAUSTED";
  constructor() {
    super("What the merchant gives with this offer is used up.");
  }
}

export class QrExpired extends DomainError {
  readonly code = "QR_EXPIRED";
  constructor() {
    super("This QR is too old; the holder's shows a new one.");
  }
}

export class RedemptionReversed extends DomainError {
  readonly code = "REDEMPTION_REVERSED";
  readonly reversedAt: Date;
  constructor(reversedAt: Date) {
    super("This redemption was reversed before.");
    this.reversedAt = reversedAt;
  }
}

export class ReversalTooLate extends DomainError {
  readonly code = "REVERSAL_TOO_LATE";
  constructor() {
    super("A merchant reverses within 24 hours; later, the platform does.");
  }
}

export class OwnRedemption extends DomainError {
  readonly code = "OWN_REDEMPTION";
  constructor() {
    super("Whoever redeemed a coupon does not reverse that.");
  }
}
