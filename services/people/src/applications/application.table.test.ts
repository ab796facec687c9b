import { uuidv7 } from "@linli/kernel";
import { constraintOf } from "@linli/testing";
import { expect, test } from "vitest";
import { body, createBodies, person, seat } from "../../test/bodies.ts";
import { advisers, seatApplications } from "../db/tables.ts";

const at = new Date("2026-11-23T04:00:00Z");

test("the database keeps applications and advisers as they must be (R17, R24, R25, R26)", async () => {
  const w = await createBodies();
  const apply = (given: Partial<typeof seatApplications.$inferInsert>) =>
    w.db
      .insert(seatApplications)
      .values({ id: uuidv7(), personId: person.resident, postId: seat["council/1"], appliedAt: at, ...given })
      .then(() => "accepted", constraintOf);
  const membershipId = await w.seatSomebody(person.resident, "council/1");
  const closed = { closedBy: person.worker, closedAt: at };
  expect(await apply({ state: "ADMITTED", ...closed })).toBe("admission_makes_a_membership");
  expect(await apply({ state: "ADMITTED", membershipId, ...closed, closedBy: person.resident })).toBe(
    "nobody_admits_oneself",
  );
  expect(await apply({ state: "DECLINED" })).toBe("closed_by_somebody_at_a_time");
  expect(await apply({ state: "ADMITTED", membershipId, ...closed })).toBe("accepted");
  expect(await apply({})).toBe("accepted");
  expect(await apply({})).toBe("one_open_application");

  const advise = (given: Partial<typeof advisers.$inferInsert>) =>
    w.db
      .insert(advisers)
      .values({
        thinkTankId: body.thinkTank,
        personId: person.resident,
        kind: "EXPERT",
        source: "UNIVERSITY",
        fields: ["LEGAL"],
        contributions: ["VOLUNTEERING"],
        declaredAt: at,
        ...given,
      })
      .then(() => "accepted", constraintOf);
  expect(await advise({ source: null })).toBe("an_expert_has_a_source_and_a_field");
  expect(await advise({ fields: [] })).toBe("an_expert_has_a_source_and_a_field");
  expect(await advise({ contributions: [] })).toBe("contributes_somehow");
  expect(await advise({ fields: ["COOKING" as "LEGAL"] })).toBe("fields_are_known");
  expect(await advise({ contributions: ["MONEY" as "VOLUNTEERING"] })).toBe("contributions_are_known");
  expect(await advise({ kind: "RESIDENT_ADVISOR", source: null, fields: [] })).toBe("accepted");
});
