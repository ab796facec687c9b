import { DomainError } from "@linli/kernel";

export class CharterNotInForce extends DomainError {
  readonly code = "CHARTER_NOT_IN_FORCE";
  constructor() {
    super("Only the charter that is in force is reviewed.");
  }
}
