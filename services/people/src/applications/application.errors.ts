import { DomainError } from "@linli/kernel";

export class AlreadyMember extends DomainError {
  readonly code = "ALREADY_MEMBER";
  constructor() {
    super("This person has a seat in this body already.");
  }
}

export class SeatTaken extends DomainError {
  readonly code = "SEAT_TAKEN";
  constructor() {
    super("This seat is not vacant.");
  }
}

export class AlreadyApplied extends DomainError {
  readonly code = "ALREADY_APPLIED";
  constructor() {
    super("This application is under way already.");
  }
}

export class OwnApplication extends DomainError {
  readonly code = "OWN_APPLICATION";
  constructor() {
    super("Nobody decides on their own application.");
  }
}
