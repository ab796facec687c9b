import { DomainError } from "@linli/kernel";

export class NotToOneself extends DomainError {
  readonly code = "NOT_TO_ONESELF";
  constructor() {
    super("Nobody gives a right to themselves, or lifts what was taken from them.");
  }
}

export class OutlivesOwnRight extends DomainError {
  readonly code = "OUTLIVES_OWN_RIGHT";
  /** When the delegator's own right ends. */
  readonly ownUntil: Date;
  constructor(ownUntil: Date) {
    super("A right is handed on for no longer than one has it.");
    this.ownUntil = ownUntil;
  }
}

export class GrantOver extends DomainError {
  readonly code = "GRANT_OVER";
  constructor() {
    super("The grant was revoked before, or has ended.");
  }
}
