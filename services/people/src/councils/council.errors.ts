import { DomainError } from "@linli/kernel";

export class TooOld extends DomainError {
  readonly code = "TOO_OLD";
  readonly eligibleUntil: string;
  constructor(eligibleUntil: string) {
    super(`Eligible before ${eligibleUntil} only.`);
    this.eligibleUntil = eligibleUntil;
  }
}

export class AgeUnknown extends DomainError {
  readonly code = "AGE_UNKNOWN";
  constructor() {
    super("The birth date is not known.");
  }
}

export class OwnershipNotVerified extends DomainError {
  readonly code = "OWNERSHIP_NOT_VERIFIED";
  constructor() {
    super("No verified ownership of a home there on that day.");
  }
}
