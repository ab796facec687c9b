import { DomainError } from "@linli/kernel";

/** Nothing was done, and nothing is wrong with what was asked: the same may be asked again. */
export class Busy extends DomainError {
  readonly code = "BUSY";
  constructor() {
    super("Too many ask at once; try again in a moment.");
  }
}
