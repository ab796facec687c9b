import { DomainError } from "@linli/kernel";

export class AlreadyEnrolled extends DomainError {
  readonly code = "ALREADY_ENROLLED";
  constructor() {
    super("This community is enrolled already.");
  }
}

export class NotALead extends DomainError {
  readonly code = "NOT_A_LEAD";
  constructor() {
    super("Only a party organization of this community, or above it, leads a Youth Community.");
  }
}

export class AlreadyLed extends DomainError {
  readonly code = "ALREADY_LED";
  constructor() {
    super("Another party organization leads this Youth Community.");
  }
}
