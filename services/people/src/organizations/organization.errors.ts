import { DomainError } from "@linli/kernel";

export class NameTaken extends DomainError {
  readonly code = "NAME_TAKEN";
  constructor() {
    super("An organization of this name stands in this place.");
  }
}

export class SectorOfSeat extends DomainError {
  readonly code = "SECTOR_OF_SEAT";
  constructor() {
    super("It sits in an alliance by its sector: it leaves that seat first.");
  }
}

export class OrganizationDissolved extends DomainError {
  readonly code = "ORGANIZATION_DISSOLVED";
  constructor() {
    super("This organization was dissolved.");
  }
}
