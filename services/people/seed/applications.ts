import { insertAll } from "@linli/database";
import { fixedId, organization, person, postOf, verifiedResidents } from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import { advisers, interests, seatApplications } from "../src/db/tables.ts";
import type { Part } from "./seeding.ts";

/** Owners of 盛世盘龙 between 22 and 40 who hold no post. */
const owners = verifiedResidents("panlong")
  .filter(({ key, age, home }) => key.includes("/") && home?.tenure === "OWNER" && age >= 22 && age <= 40)
  .slice(20);

/** Who would join the bodies that 高登社区 is forming, and who would stand for the owners' committee (R17, R18, R21). */
export const layOutApplications: Part = async ({ tx, on }) => {
  const appliedAt = midnight(on(1));
  const applied = (key: string, personId: string, seat: string) => ({
    id: fixedId(`application:${key}`),
    personId,
    postId: postOf(seat).id,
    appliedAt,
  });
  const adviser = person("resident").id;
  return {
    席位申请: await insertAll(tx, seatApplications, [
      applied("council/1", owners[0]!.id, "gaodeng-council/seat-1"),
      applied("council/2", owners[1]!.id, "gaodeng-council/seat-2"),
      applied("think-tank", adviser, "gaodeng-think-tank/seat-1"),
    ]),
    申请人专长: await insertAll(tx, advisers, [
      {
        thinkTankId: organization("gaodeng-think-tank").id,
        personId: adviser,
        kind: "RESIDENT_ADVISOR",
        fields: ["LEGAL"],
        contributions: ["PROFESSIONAL_SERVICE"],
        declaredAt: appliedAt,
      },
    ]),
    参选意向: await insertAll(tx, interests, [
      {
        id: fixedId("interest:youth-member"),
        personId: person("youth-member").id,
        committeeId: organization("panlong-owners").id,
        expressedAt: midnight(on(2)),
      },
    ]),
  };
};
