import { DomainError } from "@linli/kernel";

export class VenueClosed extends DomainError {
  readonly code = "VENUE_CLOSED";
  readonly closedOn: string;
  constructor(closedOn: string) {
    super(`This venue was closed on ${closedOn}.`);
    this.closedOn = closedOn;
  }
}

export class VenueNameTaken extends DomainError {
  readonly code = "VENUE_NAME_TAKEN";
  constructor() {
    super("Another venue there has this name.");
  }
}
