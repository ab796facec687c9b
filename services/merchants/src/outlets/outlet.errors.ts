import { DomainError } from "@linli/kernel";

export class OutletRetired extends DomainError {
  readonly code = "OUTLET_RETIRED";
  constructor() {
    super("This outlet is no longer in use.");
  }
}

export class LastOutlet extends DomainError {
  readonly code = "LAST_OUTLET";
  constructor() {
    super("A merchant keeps one outlet; close the merchant instead.");
  }
}
