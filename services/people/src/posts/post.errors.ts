import { DomainError } from "@linli/kernel";

export class OrganizationDissolved extends DomainError {
  readonly code = "ORGANIZATION_DISSOLVED";
  constructor() {
    super("This organization was dissolved.");
  }
}
