import { DomainError } from "@linli/kernel";

export class IdentityMismatch extends DomainError {
  readonly code = "IDENTITY_MISMATCH";
  constructor() {
    super("The identity number does not agree with what is known.");
  }
}

export class TooManyIdentityAttempts extends DomainError {
  readonly code = "TOO_MANY_IDENTITY_ATTEMPTS";
  constructor() {
    super("Too many identity numbers were tried today: try again tomorrow.");
  }
}
