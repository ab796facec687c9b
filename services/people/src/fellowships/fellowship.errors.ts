import { DomainError } from "@linli/kernel";

export class NotInOwnersCommittee extends DomainError {
  readonly code = "NOT_IN_OWNERS_COMMITTEE";
  constructor() {
    super("The fellowship is of those who sit in an owners' committee there.");
  }
}
