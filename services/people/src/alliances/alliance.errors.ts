import { DomainError } from "@linli/kernel";

export class BaseSeatStays extends DomainError {
  readonly code = "BASE_SEAT_STAYS";
  constructor() {
    super("An alliance keeps its base; dissolve it instead.");
  }
}

export class LastPartnerStays extends DomainError {
  readonly code = "LAST_PARTNER_STAYS";
  constructor() {
    super("An alliance keeps a partner; dissolve it instead.");
  }
}

export class AllianceDissolved extends DomainError {
  readonly code = "ALLIANCE_DISSOLVED";
  constructor(dissolvedOn: string) {
    super(`This alliance is dissolved as of ${dissolvedOn}.`);
  }
}

export class SeatNotFitting extends DomainError {
  readonly code = "SEAT_NOT_FITTING";
  constructor() {
    super(
      "The base is a grassroots league organization; partners are league organizations of industry or enterprise.",
    );
  }
}

export class AlreadySeated extends DomainError {
  readonly code = "ALREADY_SEATED";
  constructor() {
    super("This organization has a seat here.");
  }
}

export class SeatLeft extends DomainError {
  readonly code = "SEAT_LEFT";
  constructor(leftOn: string) {
    super(`This seat is given up as of ${leftOn}.`);
  }
}

export class AllianceFull extends DomainError {
  readonly code = "ALLIANCE_FULL";
  constructor() {
    super("This alliance has as many seats as one can have.");
  }
}
