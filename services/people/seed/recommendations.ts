import { insertAll } from "@linli/database";
import { fixedId, memberships, person, postOf, verifiedResidents } from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import { crossAppointments, placements } from "../src/db/tables.ts";
import type { Part } from "./seeding.ts";

const membershipIn = (postKey: string) => memberships.find(({ postId }) => postId === postOf(postKey).id)!;
const youth = verifiedResidents("panlong").filter(
  ({ key, age }) => key.includes("/") && age >= 18 && age <= 35,
);
const noConflict = "本人及近亲属未持有该物业公司股份，未在该公司领取报酬，无其他利益冲突。";

/** Who is recommended to the property company of 盛世盘龙: young people (R16), and members of the two committees (R59). */
export const layOutRecommendations: Part = async ({ tx, on }) => {
  const [recommendedAt, agreedAt, closedAt] = [midnight(on(4)), midnight(on(3)), midnight(on(2))];
  const vacant = postOf("property/liaison-2").id;
  const placed = membershipIn("property/liaison-1");
  const placement = (key: string, personId: string) => ({
    id: fixedId(`placement:${key}`),
    personId,
    postId: vacant,
    recommendedBy: person("chair").id,
    recommendedAt,
  });
  const closed = { closedBy: person("property-manager").id, closedAt };

  const cross = (key: string, personKey: string, basis: string) => ({
    id: fixedId(`cross-appointment:${key}`),
    personId: person(personKey).id,
    basisPostId: postOf(basis).id,
    postId: postOf("property/party-adviser-2").id,
    recommendedBy: person("league-city-secretary").id,
    recommendedAt: midnight(on(5)),
    startsOn: on(0),
  });
  const declared = { declaration: noConflict, declaredAt: midnight(on(5)) };
  const serving = membershipIn("property/party-adviser-1");

  return {
    推荐任职: await insertAll(tx, placements, [
      placement("resident", person("resident").id),
      { ...placement("agreed", youth[5]!.id), agreedAt },
      placement("waiting", youth[6]!.id),
      {
        ...placement("accepted", placed.personId),
        ...closed,
        postId: placed.postId,
        agreedAt,
        state: "ACCEPTED",
        membershipId: placed.id,
      },
      { ...placement("declined", youth[7]!.id), ...closed, state: "DECLINED" },
      { ...placement("withdrawn", youth[8]!.id), closedBy: person("chair").id, closedAt, state: "WITHDRAWN" },
    ]),
    交叉任职: await insertAll(tx, crossAppointments, [
      {
        ...cross("serving", "gaodeng-party-secretary", "gaodeng-party/secretary"),
        ...declared,
        ...closed,
        postId: serving.postId,
        startsOn: on(4),
        closedAt: midnight(on(4)),
        state: "CONFIRMED",
        membershipId: serving.id,
      },
      { ...cross("waiting", "gaodeng-director", "gaodeng-committee/director"), ...declared },
      cross("undeclared", "chair", "gaodeng-committee/youth-member"),
      cross("worker", "worker", "gaodeng-committee/worker"),
    ]),
  };
};
