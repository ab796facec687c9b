import { DomainError } from "@linli/kernel";

export class DenialOver extends DomainError {
  readonly code = "DENIAL_OVER";
  constructor() {
    super("The denial was lifted before, or has ended.");
  }
}
