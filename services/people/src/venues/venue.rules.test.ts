import { expect, test } from "vitest";
import { officeAndStaff } from "./venue.rules.ts";

const venue = (id: string, signPhotoTakenOn: string | null, isAnsweredFor = true) => ({
  id,
  signPhotoTakenOn,
  isAnsweredFor,
});

test("an office counts while the photo of its sign is at most so many months old (R34)", () => {
  const on = (today: string, months = 12) => officeAndStaff([venue("a", "2025-11-30")], today, months).state;
  expect([on("2025-11-30"), on("2026-11-30"), on("2026-12-01")]).toEqual(["PASS", "PASS", "STALE"]);
  // Three months after 30 November is the last day of February.
  expect([on("2026-02-28", 3), on("2026-03-01", 3)]).toEqual(["PASS", "STALE"]);
});

test("the newest photo of a venue that somebody answers for is the evidence; without one it is missing (R34)", () => {
  const none = { state: "MISSING", on: null, venueId: null };
  expect(officeAndStaff([], "2026-11-23", 12)).toEqual(none);
  expect(officeAndStaff([venue("a", null), venue("b", "2026-11-01", false)], "2026-11-23", 12)).toEqual(none);
  const all = [venue("a", "2024-01-01"), venue("b", "2026-10-01"), venue("c", "2026-11-01", false)];
  expect(officeAndStaff(all, "2026-11-23", 12)).toEqual({ state: "PASS", on: "2026-10-01", venueId: "b" });
  expect(officeAndStaff(all.slice(0, 1), "2026-11-23", 12)).toEqual({
    state: "STALE",
    on: "2024-01-01",
    venueId: "a",
  });
});
