import { DomainError } from "@linli/kernel";

export class NotCoFounded extends DomainError {
  readonly code = "NOT_CO_FOUNDED";
  constructor() {
    super("A station is founded by a social organization together with a party organization of its place.");
  }
}
