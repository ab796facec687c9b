import { DomainError } from "@linli/kernel";

export class PostedCodeUnderWay extends DomainError {
  readonly code = "POSTED_CODE_UNDER_WAY";
  constructor() {
    super("A letter with a code is on its way to this home.");
  }
}

/** The same for a code that is wrong, over, used or mistyped too often, and for a home that is not one's own. */
export class WrongPostedCode extends DomainError {
  readonly code = "WRONG_POSTED_CODE";
  constructor() {
    super("This code verifies no home of yours.");
  }
}
