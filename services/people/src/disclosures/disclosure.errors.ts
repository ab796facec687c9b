import { DomainError } from "@linli/kernel";

export class OwnRequest extends DomainError {
  readonly code = "OWN_REQUEST";
  constructor() {
    super("Whoever asks to see somebody's data does not decide on it, nor does the person concerned.");
  }
}

export class DisclosureDecided extends DomainError {
  readonly code = "DISCLOSURE_DECIDED";
  constructor() {
    super("The request was decided on before.");
  }
}
