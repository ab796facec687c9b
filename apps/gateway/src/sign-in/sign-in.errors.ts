import { DomainError } from "@linli/kernel";

/** The caller shows a token that proves nothing. The message is a plain reason, without the token. */
export class SignInRefused extends DomainError {
  readonly code = "UNAUTHENTICATED";
}

/** Who the caller is cannot be found out now: the issuer or people does not answer. */
export class SignInUnavailable extends DomainError {
  readonly code = "SERVICE_UNAVAILABLE";

  constructor(cause: unknown) {
    super("Sign-in does not work at the moment. Try again in a few seconds.", { cause });
  }
}
