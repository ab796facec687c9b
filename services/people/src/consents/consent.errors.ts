import { DomainError } from "@linli/kernel";

export class ConsentTextChanged extends DomainError {
  readonly code = "CONSENT_TEXT_CHANGED";
  readonly currentVersion: number;
  constructor(currentVersion: number) {
    super("Another version of this text is asked for now: show that one.");
    this.currentVersion = currentVersion;
  }
}
