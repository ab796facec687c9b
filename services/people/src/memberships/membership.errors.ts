import { DomainError } from "@linli/kernel";

export class PostTaken extends DomainError {
  readonly code = "POST_TAKEN";
  constructor() {
    super("Somebody holds this post in that time; one post has one holder.");
  }
}

export class PostNotThere extends DomainError {
  readonly code = "POST_NOT_THERE";
  constructor() {
    super("This post, or its organization, does not exist in that time.");
  }
}

export class SelfAppointment extends DomainError {
  readonly code = "SELF_APPOINTMENT";
  constructor() {
    super("Nobody appoints oneself to a post that gives rights.");
  }
}

export class NotByAppointment extends DomainError {
  readonly code = "NOT_BY_APPOINTMENT";
  constructor() {
    super("Nobody is appointed to this post: it is taken by the rules of its body.");
  }
}

export class TermOver extends DomainError {
  readonly code = "TERM_OVER";
  constructor() {
    super("This term is over; what is past does not change.");
  }
}
