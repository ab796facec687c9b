import { roles } from "@linli/kernel";
import { expect, test } from "vitest";
import { as, visitor } from "../../test/harness.ts";
import { mayReadAgenda } from "./agenda-item.rules.ts";

const placePath = ["quarter", "community", "county"];
const outsiders = ["ANALYST", "PLATFORM_ADMIN", "AUDITOR"];

test("confirmed minutes are public", () => {
  expect(mayReadAgenda(visitor, { meetingState: "MINUTES_CONFIRMED", placePath })).toBe(true);
});

test.each(roles)("the backlog and a meeting to come show to %s, if at all, in the place's scope", (role) => {
  for (const meetingState of [null, "CONVENED", "MINUTES_DRAFT"] as const) {
    const takesPart = !outsiders.includes(role);
    expect(mayReadAgenda(as(role, "community"), { meetingState, placePath })).toBe(takesPart);
    expect(mayReadAgenda(as(role, "elsewhere"), { meetingState, placePath })).toBe(false);
    expect(mayReadAgenda(visitor, { meetingState, placePath })).toBe(false);
  }
});
