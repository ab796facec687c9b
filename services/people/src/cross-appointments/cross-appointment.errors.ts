import { DomainError } from "@linli/kernel";

export class NotInTwoCommittees extends DomainError {
  readonly code = "NOT_IN_TWO_COMMITTEES";
  constructor() {
    super("The person holds no post in the party organization or residents' committee there on that day.");
  }
}

export class DeclarationMissing extends DomainError {
  readonly code = "DECLARATION_MISSING";
  constructor() {
    super("The candidate has not declared conflicts of interest.");
  }
}

export class NotActive extends DomainError {
  readonly code = "NOT_ACTIVE";
  constructor() {
    super("This appointment is not confirmed, or has ended.");
  }
}
