import { DomainError } from "@linli/kernel";
import type { InvitationState } from "./staff.rules.ts";

export class InvalidInvitation extends DomainError {
  readonly code = "INVALID_INVITATION";
  constructor() {
    super("This invitation code is none, or not good any more.");
  }
}

export class WrongInvitationState extends DomainError {
  readonly code = "WRONG_INVITATION_STATE";
  readonly state: InvitationState;
  constructor(state: InvitationState) {
    super(`This invitation is ${state}.`);
    this.state = state;
  }
}

export class AlreadyStaff extends DomainError {
  readonly code = "ALREADY_STAFF";
  constructor() {
    super("You work there as that already.");
  }
}

export class LastOwner extends DomainError {
  readonly code = "LAST_OWNER";
  constructor() {
    super("A merchant keeps one owner; invite another first.");
  }
}

export class NoLongerStaff extends DomainError {
  readonly code = "NO_LONGER_STAFF";
  constructor() {
    super("This work has ended before.");
  }
}
