import { DomainError } from "@linli/kernel";

export class GuardianNeeded extends DomainError {
  readonly code = "GUARDIAN_NEEDED";
  constructor() {
    super("Below the age of consent a guardian does this.");
  }
}

export class NoHome extends DomainError {
  readonly code = "NO_HOME";
  constructor() {
    super("Report a home first: its community confirms who cares for whom.");
  }
}

export class GuardianshipKnown extends DomainError {
  readonly code = "GUARDIANSHIP_KNOWN";
  constructor() {
    super("This guardianship was asked for before.");
  }
}

export class WrongGuardianshipState extends DomainError {
  readonly code = "WRONG_GUARDIANSHIP_STATE";
  constructor() {
    super("This guardianship is no longer where it was seen.");
  }
}

export class OwnGuardianship extends DomainError {
  readonly code = "OWN_GUARDIANSHIP";
  constructor() {
    super("Nobody confirms a guardianship that is about themselves.");
  }
}
