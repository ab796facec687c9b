import { DomainError } from "@linli/kernel";

export class NotResident extends DomainError {
  readonly code = "NOT_RESIDENT";
  constructor() {
    super("A resident advisor has a verified home there.");
  }
}

/** A warning rather than a refusal: with `acknowledged` one goes on (R21). */
export class SitsInOwnersCommittee extends DomainError {
  readonly code = "SITS_IN_OWNERS_COMMITTEE";
  constructor() {
    super("The think tank is meant for those without time for the owners' committee; you sit in one.");
  }
}
