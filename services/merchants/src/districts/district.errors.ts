import { DomainError } from "@linli/kernel";

export class DistrictNameTaken extends DomainError {
  readonly code = "DISTRICT_NAME_TAKEN";
  constructor() {
    super("Another business district has this name.");
  }
}
