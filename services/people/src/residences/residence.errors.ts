import { DomainError } from "@linli/kernel";

export class HomeAlreadyReported extends DomainError {
  readonly code = "HOME_ALREADY_REPORTED";
  readonly residenceId: string;
  constructor(residenceId: string) {
    super("This home was reported before: ask for its verification, or move.");
    this.residenceId = residenceId;
  }
}

export class ResidenceEnded extends DomainError {
  readonly code = "RESIDENCE_ENDED";
  constructor() {
    super("Somebody no longer lives there.");
  }
}
