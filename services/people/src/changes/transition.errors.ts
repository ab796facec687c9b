import { DomainError } from "@linli/kernel";

/** The state in which something is does not allow the step. */
export class WrongState extends DomainError {
  readonly code = "WRONG_STATE";
  /** The state's name; not called `state`, which clients ask of the thing itself beside it. */
  readonly current: string;
  constructor(current: string) {
    super(`It is ${current}: this step does not start from there.`);
    this.current = current;
  }
}
