import { expect, test } from "vitest";
import { grantsInForce } from "./grant.rules.ts";

const office = { id: "office", placeId: "quarter" };
const held = {
  startsOn: "2026-01-01",
  endsOn: "2026-12-01",
  post: { role: "CHAIR", organization: office },
} as const;

test("a post gives its role at its organization and in its place, while it is held", () => {
  const lastMoment = new Date("2026-11-30T15:59:59.999Z");
  expect(grantsInForce([], [held], lastMoment)).toMatchObject([
    { role: "CHAIR", placeId: "quarter", organizationId: "office", source: "POST" },
  ]);
  expect(grantsInForce([], [held], new Date(+lastMoment + 1))).toEqual([]);
  expect(grantsInForce([], [held], new Date("2025-12-31T15:59:59Z"))).toEqual([]);
});

test("a post without a role gives no right", () => {
  expect(
    grantsInForce([], [{ ...held, post: { role: null, organization: office } }], new Date("2026-06-01")),
  ).toEqual([]);
});

test("a given grant holds within its interval", () => {
  const [from, until] = [new Date("2026-01-01"), new Date("2026-02-01")];
  const given = {
    role: "ANALYST",
    placeId: "quarter",
    organizationId: null,
    source: "MANUAL",
    from,
    until,
  } as const;
  expect(grantsInForce([given], [], from)).toEqual([given]);
  expect(grantsInForce([given], [], until)).toEqual([]);
});
