import { DomainError } from "@linli/kernel";
import type { MerchantState } from "./merchant.rules.ts";

export class WrongMerchantState extends DomainError {
  readonly code = "WRONG_MERCHANT_STATE";
  readonly state: MerchantState;
  constructor(state: MerchantState) {
    super(`This merchant is ${state}.`);
    this.state = state;
  }
}

export class AdultsOnly extends DomainError {
  readonly code = "ADULTS_ONLY";
  constructor() {
    super("Only adults apply for a merchant or work for one.");
  }
}

export class OwnMerchant extends DomainError {
  readonly code = "OWN_MERCHANT";
  constructor() {
    super("Whoever applied for a merchant or works there does not decide about it.");
  }
}

export class MerchantWithoutOwner extends DomainError {
  readonly code = "MERCHANT_WITHOUT_OWNER";
  constructor() {
    super("This merchant has no owner; invite one first.");
  }
}

/** What a merchant owes to residents keeps it from closing. */
export class MerchantNotClear extends DomainError {
  readonly code = "MERCHANT_NOT_CLEAR";
  readonly offers: number;
  readonly coupons: number;
  constructor({ offers, coupons }: { offers: number; coupons: number }) {
    super(`${offers} offers of this merchant stand, and ${coupons} coupons of it can still be used.`);
    this.offers = offers;
    this.coupons = coupons;
  }
}
