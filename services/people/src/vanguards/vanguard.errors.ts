import { DomainError } from "@linli/kernel";

export class SelfNomination extends DomainError {
  readonly code = "SELF_NOMINATION";
  constructor() {
    super("Nobody nominates oneself.");
  }
}

export class AlreadyNominated extends DomainError {
  readonly code = "ALREADY_NOMINATED";
  constructor() {
    super("This person is nominated or recognized in this place already.");
  }
}

export class OwnNomination extends DomainError {
  readonly code = "OWN_NOMINATION";
  constructor() {
    super("Who nominated, or was nominated, does not recognize.");
  }
}
