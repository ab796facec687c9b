import { DomainError, type PlaceKind } from "@linli/kernel";

export class WrongParent extends DomainError {
  readonly code = "WRONG_PARENT";
  constructor(kind: PlaceKind, parent: PlaceKind) {
    super(`A ${kind} does not lie in a ${parent}.`);
  }
}

export class PlaceInsideItself extends DomainError {
  readonly code = "PLACE_INSIDE_ITSELF";
  constructor() {
    super("No place lies in itself or in what lies in it.");
  }
}

export class PlaceNameTaken extends DomainError {
  readonly code = "PLACE_NAME_TAKEN";
  constructor() {
    super("Another place there has this name.");
  }
}

export class PlaceRetired extends DomainError {
  readonly code = "PLACE_RETIRED";
  readonly retiredOn: string;
  constructor(retiredOn: string) {
    super(`This place was retired on ${retiredOn}.`);
    this.retiredOn = retiredOn;
  }
}

export class PlaceNotEmpty extends DomainError {
  readonly code = "PLACE_NOT_EMPTY";
  readonly places: number;
  constructor(places: number) {
    super(`${places} places in it are in use: move or retire them first.`);
    this.places = places;
  }
}
