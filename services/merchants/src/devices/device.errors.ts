import { DomainError } from "@linli/kernel";
import type { DeviceState } from "./device.rules.ts";

export class InvalidEnrolment extends DomainError {
  readonly code = "INVALID_ENROLMENT";
  constructor() {
    super("This enrolment code is none, or not good any more.");
  }
}

export class InvalidDeviceSignature extends DomainError {
  readonly code = "INVALID_DEVICE_SIGNATURE";
  constructor() {
    super("This is not signed by a device of this outlet.");
  }
}

export class DeviceKeyInUse extends DomainError {
  readonly code = "DEVICE_KEY_IN_USE";
  constructor() {
    super("This key is another device's, or was; make a new one.");
  }
}

export class DeviceLocked extends DomainError {
  readonly code = "DEVICE_LOCKED";
  constructor() {
    super("This device is locked until its owner unlocks it.");
  }
}

export class WrongDeviceState extends DomainError {
  readonly code = "WRONG_DEVICE_STATE";
  readonly state: DeviceState;
  constructor(state: DeviceState) {
    super(`This device is ${state}.`);
    this.state = state;
  }
}
