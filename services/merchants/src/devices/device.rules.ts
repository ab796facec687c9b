import { DeviceLocked, WrongDeviceState } from "./device.errors.ts";

export const deviceStates = ["INVITED", "ENROLLED", "LOCKED", "REVOKED"] as const;
export type DeviceState = (typeof deviceStates)[number];

/** How long an enrolment code is good for, in milliseconds. */
export const enrolmentLifetimeMs = 15 * 60_000;

/** What a till may redeem without a connection before it has to upload, unless its owner says otherwise. */
export const defaultCap = { scans: 50, fen: 200_000 } as const;
/** What an owner may allow at most. */
export const highestCap = { scans: 500, fen: 5_000_000 } as const;

export type DeviceClock = {
  publicKey: string | null;
  lockedAt: Date | null;
  revokedAt: Date | null;
};

export function deviceState({ publicKey, lockedAt, revokedAt }: DeviceClock): DeviceState {
  if (revokedAt) return "REVOKED";
  if (publicKey === null) return "INVITED";
  return lockedAt ? "LOCKED" : "ENROLLED";
}

const steps = {
  lock: ["ENROLLED"],
  unlock: ["LOCKED"],
  revoke: ["INVITED", "ENROLLED", "LOCKED"],
} as const satisfies Record<string, readonly DeviceState[]>;
export type DeviceStep = keyof typeof steps;

/** Why an owner cannot take this step with a device; null if it can be taken. */
export function stepRefusal(device: DeviceClock, step: DeviceStep): WrongDeviceState | null {
  const state = deviceState(device);
  return (steps[step] as readonly DeviceState[]).includes(state) ? null : new WrongDeviceState(state);
}

/** Why a device does not redeem now; null if it may. */
export function lockRefusal(device: DeviceClock): DeviceLocked | null {
  return deviceState(device) === "LOCKED" ? new DeviceLocked() : null;
}

/** Invalid codes within the window of `guess.rules.ts` that lock a device until its owner unlocks it. */
const guessesAllowed = 10;

/** Why a device does not redeem with which so many codes were guessed: also before it reads that it is locked; null if it may. */
export const guessRefusal = (invalidCodes: number): DeviceLocked | null =>
  invalidCodes >= guessesAllowed ? new DeviceLocked() : null;

/** The tills that somebody sees, as a filter of drizzle's: an owner those of the merchant. */
export function devicesShownTo(person: string | null, at: Date) {
  if (person === null) return { id: { in: [] } };
  return {
    outlet: {
      staff: {
        personId: person,
        role: "OWNER" as const,
        from: { lte: at },
        OR: [{ until: { isNull: true as const } }, { until: { gt: at } }],
      },
    },
  };
}
