/**
 * A refusal that a caller can understand and act upon. It is returned, or thrown to roll a transaction back;
 * in the graph it is a member of the mutation's result union that implements `UserError`.
 */
export abstract class DomainError extends Error {
  /** Stable and machine-readable, in capitals: `SOLD_OUT`. */
  abstract readonly code: string;

  override get name() {
    return this.constructor.name;
  }
}
