import { DomainError } from "@linli/kernel";

export class AlreadyInterested extends DomainError {
  readonly code = "ALREADY_INTERESTED";
  constructor() {
    super("You have said so already.");
  }
}

export class InterestWithdrawn extends DomainError {
  readonly code = "INTEREST_WITHDRAWN";
  constructor() {
    super("You have taken this back already.");
  }
}
