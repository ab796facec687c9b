import { DomainError } from "@linli/kernel";
import type { PledgeState } from "./pledge.rules.ts";

export class WrongPledgeState extends DomainError {
  readonly code = "WRONG_PLEDGE_STATE";
  readonly state: PledgeState;
  constructor(state: PledgeState) {
    super(`This pledge is ${state}.`);
    this.state = state;
  }
}
