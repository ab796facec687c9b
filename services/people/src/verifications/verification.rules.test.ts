import { expect, test } from "vitest";
import { isRenewable, lastOf, standingOf, validity, verificationInForce } from "./verification.rules.ts";

const from = new Date("2026-01-01T04:00:00Z");
const until = new Date("2028-12-31T16:00:00Z");
const verified = { state: "VERIFIED" as const, reportedAt: from, from, until };
const open = { state: "REPORTED" as const, reportedAt: until, from: null, until: null };

test("a verification counts until the last moment, and then has expired", () => {
  const last = new Date(+until - 1);
  expect(standingOf([verified], last)).toBe("VERIFIED");
  expect(standingOf([verified], until)).toBe("EXPIRED");
  expect(verificationInForce([verified], last)).toBe(verified);
  expect(verificationInForce([verified], until)).toBeUndefined();
  expect(verificationInForce([verified], new Date(+from - 1))).toBeUndefined();
});

test("what still holds counts, whatever is asked for beside it; afterwards the last word counts", () => {
  const last = new Date(+until - 1);
  expect(standingOf([open, verified], last)).toBe("VERIFIED");
  expect(standingOf([open, verified], until)).toBe("REPORTED");
  expect(standingOf([verified, { ...open, state: "REFUSED" }], until)).toBe("REFUSED");
  expect(standingOf([], until)).toBe("REPORTED");
});

test("it counts to the end of a day in Shanghai, and a renewal follows without a gap", () => {
  expect(validity(from, 36, undefined)).toEqual({ from, until });
  expect(validity(new Date("2026-02-28T16:00:00Z"), 12, undefined).until).toEqual(
    new Date("2027-02-28T16:00:00Z"),
  );
  expect(validity(new Date(+until - 1), 36, lastOf([verified, open]))).toEqual({
    from: until,
    until: new Date("2031-12-31T16:00:00Z"),
  });
  const later = new Date(+until + 1);
  expect(validity(later, 36, { until }).from).toEqual(later);
});

test("it can be renewed from the notice on", () => {
  const notice = new Date(+until - 60 * 86_400_000);
  expect(isRenewable({ until }, new Date(+notice - 1), 60)).toBe(false);
  expect(isRenewable({ until }, notice, 60)).toBe(true);
  expect(isRenewable({ until }, new Date(+until + 1), 60)).toBe(true);
});
