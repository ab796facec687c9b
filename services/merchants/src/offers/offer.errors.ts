import { DomainError, type Fen } from "@linli/kernel";
import type { StoredOfferState } from "./offer.rules.ts";

export class WrongOfferState extends DomainError {
  readonly code = "WRONG_OFFER_STATE";
  readonly state: StoredOfferState;
  constructor(state: StoredOfferState) {
    super(`This offer is ${state}.`);
    this.state = state;
  }
}

export class OfferNotSubmittable extends DomainError {
  readonly code = "OFFER_NOT_SUBMITTABLE";
  constructor(reason: string) {
    super(`This offer cannot go to review: ${reason}.`);
  }
}

export class MerchantNotActive extends DomainError {
  readonly code = "MERCHANT_NOT_ACTIVE";
  constructor() {
    super("This merchant is not active.");
  }
}

export class OwnSubmission extends DomainError {
  readonly code = "OWN_SUBMISSION";
  constructor() {
    super("Whoever submitted an offer does not review it.");
  }
}

export class MinimumSpendNotMet extends DomainError {
  readonly code = "MINIMUM_SPEND_NOT_MET";
  readonly minimumSpendFen: Fen;
  constructor(minimumSpendFen: Fen) {
    super("The bill is below what this coupon needs.");
    this.minimumSpendFen = minimumSpendFen;
  }
}
