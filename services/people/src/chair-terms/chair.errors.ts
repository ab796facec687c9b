import { DomainError } from "@linli/kernel";
import type { SwapState } from "./swap.rules.ts";

export class SwapClosed extends DomainError {
  readonly code = "SWAP_CLOSED";
  readonly state: SwapState;
  constructor(state: SwapState) {
    super(`This swap is already ${state}.`);
    this.state = state;
  }
}

export class SwapAlreadyProposed extends DomainError {
  readonly code = "SWAP_ALREADY_PROPOSED";
  constructor() {
    super("These seats have a proposal for that round.");
  }
}

export class TurnAlreadySkipped extends DomainError {
  readonly code = "TURN_ALREADY_SKIPPED";
  constructor() {
    super("This seat's next turn is skipped already.");
  }
}

export class NobodyToAct extends DomainError {
  readonly code = "NOBODY_TO_ACT";
  constructor() {
    super("There is no other seat that could act as chair now.");
  }
}

export class NoChairNow extends DomainError {
  readonly code = "NO_CHAIR_NOW";
  constructor() {
    super("This alliance has no chair now: it is not formed yet, or dissolved.");
  }
}

export class ChairNotAway extends DomainError {
  readonly code = "CHAIR_NOT_AWAY";
  constructor() {
    super("The chair is not away.");
  }
}
