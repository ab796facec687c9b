import { DomainError, type Fen } from "@linli/kernel";
import type { OfferHold } from "./offer-pause.rules.ts";
import type { OfferState } from "./offer.rules.ts";

export class WrongOfferState extends DomainError {
  readonly code = "WRONG_OFFER_STATE";
  readonly state: OfferState;
  constructor(state: OfferState) {
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

/** Somebody has changed what was read. */
export class Stale extends DomainError {
  readonly code = "STALE";
  readonly version: number;
  constructor(version: number) {
    super("This offer has been edited meanwhile; read it anew.");
    this.version = version;
  }
}

export class TermsFixed extends DomainError {
  readonly code = "TERMS_FIXED";
  constructor() {
    super("Since it could be claimed, what this offer promises stays as it is.");
  }
}

export class PausedByOthers extends DomainError {
  readonly code = "PAUSED_BY_OTHERS";
  /** Not called `heldBy`, which clients ask of the offer beside it, where it may be null. */
  readonly by: OfferHold;
  constructor(by: OfferHold) {
    super("Whoever paused this offer has to resume it.");
    this.by = by;
  }
}

export class StockTooLow extends DomainError {
  readonly code = "STOCK_TOO_LOW";
  constructor() {
    super("An offer's stock falls neither below what is issued nor below one.");
  }
}

export class NoBudget extends DomainError {
  readonly code = "NO_BUDGET";
  constructor() {
    super("This offer has no budget that could grow.");
  }
}
