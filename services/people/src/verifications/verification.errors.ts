import { DomainError } from "@linli/kernel";

export class NothingToVerify extends DomainError {
  readonly code = "NOTHING_TO_VERIFY";
  constructor() {
    super("Nobody waits for a verification of this home.");
  }
}

export class VerificationUnderWay extends DomainError {
  readonly code = "VERIFICATION_UNDER_WAY";
  constructor() {
    super("A verification of this home is under way.");
  }
}

export class StillVerified extends DomainError {
  readonly code = "STILL_VERIFIED";
  readonly until: Date;
  constructor(until: Date) {
    super("The verification of this home still holds for long.");
    this.until = until;
  }
}

export class OwnHome extends DomainError {
  readonly code = "OWN_HOME";
  constructor() {
    super("Nobody verifies their own home.");
  }
}

export class SecondPersonNeeded extends DomainError {
  readonly code = "SECOND_PERSON_NEEDED";
  constructor() {
    super("The household is full: somebody else has to look at this.");
  }
}
