import { DomainError } from "@linli/kernel";

export class SupportEnded extends DomainError {
  readonly code = "SUPPORT_ENDED";
  readonly endsOn: string;
  constructor(endsOn: string) {
    super(`This support ended on ${endsOn}.`);
    this.endsOn = endsOn;
  }
}

export class AlreadySupported extends DomainError {
  readonly code = "ALREADY_SUPPORTED";
  constructor() {
    super("This support is recorded already.");
  }
}
