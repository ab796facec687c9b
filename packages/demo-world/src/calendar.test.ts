import { ageOn, dateIn } from "@linli/kernel";
import { expect, test } from "vitest";
import { birthDateOf, monthsAgo, people } from "./index.ts";

test.each([
  [0, "2026-11-23T12:00:00Z", "2026-11-23"],
  [1, "2026-03-31T12:00:00Z", "2026-02-28"],
  [-1, "2026-12-31T12:00:00Z", "2027-01-31"],
  [12, "2028-02-29T12:00:00Z", "2027-02-28"],
  [0, "2026-11-22T16:00:00Z", "2026-11-23"],
])("%i months before %s is %s", (months, today, date) =>
  expect(monthsAgo(months, new Date(today))).toBe(date),
);

test.each(["2026-11-23", "2028-02-29", "2027-03-01", "2027-12-31"])(
  "on %s everybody is as old as their part says",
  (date) => {
    const today = new Date(`${date}T04:00:00Z`);
    const wrong = people.filter((person) => ageOn(birthDateOf(person, today), dateIn(today)) !== person.age);
    expect(wrong).toEqual([]);
  },
);
