import { expect, test } from "vitest";
import { WrongState } from "../changes/transition.errors.ts";
import {
  crossAppointmentState,
  type CrossAppointmentStep,
  crossAppointmentSteps,
  storedCrossAppointmentStates,
  termOf,
  transition,
} from "./cross-appointment.rules.ts";

const ends = { confirm: "CONFIRMED", decline: "DECLINED", withdraw: "WITHDRAWN" };

test.each(storedCrossAppointmentStates)(
  "from %s each step leads where it should, or is refused (R59)",
  (state) => {
    for (const step of Object.keys(crossAppointmentSteps) as CrossAppointmentStep[])
      expect([step, transition(state, step)]).toEqual([
        step,
        state === "RECOMMENDED" ? ends[step] : new WrongState(state),
      ]);
  },
);

test("what is confirmed is active from its start up to its end, by the clock (R59)", () => {
  const term = { state: "CONFIRMED", startsOn: "2026-12-01", endsOn: "2027-12-01" } as const;
  expect(crossAppointmentState(term, "2026-11-30")).toBe("CONFIRMED");
  expect(crossAppointmentState(term, "2026-12-01")).toBe("ACTIVE");
  expect(crossAppointmentState(term, "2027-11-30")).toBe("ACTIVE");
  expect(crossAppointmentState(term, "2027-12-01")).toBe("ENDED");
  expect(crossAppointmentState({ ...term, endsOn: null }, "2050-01-01")).toBe("ACTIVE");
  // Ended before it began.
  expect(crossAppointmentState({ ...term, endsOn: term.startsOn }, "2026-11-30")).toBe("ENDED");
  expect(crossAppointmentState({ ...term, state: "RECOMMENDED" }, "2026-12-01")).toBe("RECOMMENDED");
  expect(crossAppointmentState({ ...term, state: "DECLINED" }, "2027-12-01")).toBe("DECLINED");
});

test("once there is a membership, its dates count", () => {
  const planned = { startsOn: "2026-12-01", endsOn: null };
  const kept = { startsOn: "2026-12-01", endsOn: "2027-01-01" };
  expect(termOf(planned, null)).toBe(planned);
  expect(termOf(planned, kept)).toBe(kept);
});
