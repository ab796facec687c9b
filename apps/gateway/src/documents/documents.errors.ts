import { DomainError } from "@linli/kernel";

/** A document that no front end was built with, from somebody who may not ask freely. */
export class DocumentNotTrusted extends DomainError {
  readonly code = "DOCUMENT_NOT_TRUSTED";

  constructor() {
    super("Only the operations that front ends were built with are carried out here.");
  }
}

/** No document has this id. */
export class UnknownDocument extends DomainError {
  readonly code = "UNKNOWN_DOCUMENT";

  constructor() {
    super("No document has this id: the front end and the gateway are of different builds.");
  }
}
