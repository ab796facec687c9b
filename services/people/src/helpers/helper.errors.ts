import { DomainError } from "@linli/kernel";

export class HelpsAlready extends DomainError {
  readonly code = "HELPS_ALREADY";
  constructor() {
    super("This person may act for you already in some of that time.");
  }
}
