import { DomainError } from "./domain-error.ts";

export class NotSignedIn extends DomainError {
  readonly code = "NOT_SIGNED_IN";
  constructor() {
    super("Sign in first.");
  }
}

export class NotAllowed extends DomainError {
  readonly code = "NOT_ALLOWED";
  constructor(message = "You may not do this here.") {
    super(message);
  }
}

export class NotFound extends DomainError {
  readonly code = "NOT_FOUND";
  constructor(what = "entry") {
    super(`No such ${what}.`);
  }
}

export class IdempotencyKeyReused extends DomainError {
  readonly code = "IDEMPOTENCY_KEY_REUSED";
  constructor() {
    super("This key was used for another request; take a new one.");
  }
}

export type InputProblem = { path: string; message: string };

/** Each value that cannot be taken as it is, by its place in the input. */
export class InvalidInput extends DomainError {
  readonly code = "INVALID_INPUT";
  readonly problems: readonly InputProblem[];
  constructor(problems: readonly { path: readonly PropertyKey[]; message: string }[]) {
    const listed = problems.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
    super(listed.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(" · "));
    this.problems = listed;
  }
}
