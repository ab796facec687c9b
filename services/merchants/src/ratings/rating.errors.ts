import { DomainError } from "@linli/kernel";

export class NotRedeemed extends DomainError {
  readonly code = "NOT_REDEEMED";
  constructor() {
    super("What was not redeemed is not rated.");
  }
}

export class RatingTooLate extends DomainError {
  readonly code = "RATING_TOO_LATE";
  readonly until: Date;
  constructor(until: Date) {
    super("The time for rating this is over.");
    this.until = until;
  }
}

export class AlreadyRated extends DomainError {
  readonly code = "ALREADY_RATED";
  constructor() {
    super("A redemption is rated once.");
  }
}

export class RatingHidden extends DomainError {
  readonly code = "RATING_HIDDEN";
  constructor() {
    super("This rating is hidden.");
  }
}
