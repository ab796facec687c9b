import { DomainError } from "@linli/kernel";

export class OfferNotLive extends DomainError {
  readonly code = "OFFER_NOT_LIVE";
  constructor() {
    super("This offer is not live now.");
  }
}

export class ConsentRequired extends DomainError {
  readonly code = "CONSENT_REQUIRED";
  constructor() {
    super("Claiming needs your consent to check where you live and how old you are.");
  }
}

/** What somebody lacks for an offer; never anybody's numbers. */
export const eligibilities = ["PLACE", "AGE", "VOLUNTEER_HOURS"] as const;
type Eligibility = (typeof eligibilities)[number];

const lacking: Record<Eligibility, string> = {
  PLACE: "This offer is for people who were verified as living in its places.",
  AGE: "This offer is for people of another age.",
  VOLUNTEER_HOURS: "This offer is for people with more certified volunteer hours.",
};

export class NotEligible extends DomainError {
  readonly code = "NOT_ELIGIBLE";
  readonly reason: Eligibility;
  constructor(reason: Eligibility) {
    super(lacking[reason]);
    this.reason = reason;
  }
}

export class LimitReached extends DomainError {
  readonly code = "LIMIT_REACHED";
  readonly limit: number;
  constructor(limit: number) {
    super(`One person may claim ${limit} of this offer.`);
    this.limit = limit;
  }
}

export class SoldOut extends DomainError {
  readonly code = "SOLD_OUT";
  constructor() {
    super("All coupons of this offer are taken.");
  }
}

export class DailyLimitReached extends DomainError {
  readonly code = "DAILY_LIMIT_REACHED";
  readonly limit: number;
  constructor(limit: number) {
    super(`All ${limit} coupons of this day are taken; there are more tomorrow.`);
    this.limit = limit;
  }
}

export class InvalidCode extends DomainError {
  readonly code = "INVALID_CODE";
  constructor() {
    super("This is no valid code here.");
  }
}

export class TooManyAttempts extends DomainError {
  readonly code = "TOO_MANY_ATTEMPTS";
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super(`Too many invalid codes; try again in ${retryAfterSeconds} seconds.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export class CouponNotStarted extends DomainError {
  readonly code = "NOT_STARTED";
  readonly useFrom: Date;
  constructor(useFrom: Date) {
    super("This coupon cannot be used yet.");
    this.useFrom = useFrom;
  }
}

export class CouponExpired extends DomainError {
  readonly code = "EXPIRED";
  readonly useUntil: Date;
  constructor(useUntil: Date) {
    super("This coupon has expired.");
    this.useUntil = useUntil;
  }
}

export class CouponSuspended extends DomainError {
  readonly code = "SUSPENDED";
  constructor() {
    super("The merchant is suspended; the coupon waits.");
  }
}

export class CouponVoided extends DomainError {
  readonly code = "COUPON_VOIDED";
  constructor() {
    super("This coupon was voided or returned.");
  }
}

export class AlreadyRedeemed extends DomainError {
  readonly code = "ALREADY_REDEEMED";
  readonly redeemedAt: Date;
  constructor(redeemedAt: Date) {
    super("This coupon was redeemed before.");
    this.redeemedAt = redeemedAt;
  }
}

export class OutsideUsableTimes extends DomainError {
  readonly code = "OUTSIDE_USABLE_TIMES";
  constructor() {
    super("This coupon is for other days or hours.");
  }
}
