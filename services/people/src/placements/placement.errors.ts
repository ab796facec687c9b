import { DomainError } from "@linli/kernel";

export class SelfRecommendation extends DomainError {
  readonly code = "SELF_RECOMMENDATION";
  constructor() {
    super("Nobody recommends oneself.");
  }
}

export class AlreadyRecommended extends DomainError {
  readonly code = "ALREADY_RECOMMENDED";
  constructor() {
    super("This person is recommended for this post already.");
  }
}

export class NotAgreed extends DomainError {
  readonly code = "NOT_AGREED";
  constructor() {
    super("The person has not agreed yet.");
  }
}

export class OwnRecommendation extends DomainError {
  readonly code = "OWN_RECOMMENDATION";
  constructor() {
    super("Who recommended, or was recommended, does not decide.");
  }
}
