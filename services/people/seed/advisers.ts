import { insertAll } from "@linli/database";
import { type DemoPost, memberships, organization, postOf, posts } from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import { advisers } from "../src/db/tables.ts";
import { contributionKinds, type ExpertField, talentSources } from "../src/think-tanks/think-tank.rules.ts";
import type { Part } from "./seeding.ts";

const fieldOf: Record<string, ExpertField> = {
  公共事业顾问: "PUBLIC_UTILITIES",
  工程建筑顾问: "CONSTRUCTION",
  法律服务顾问: "LEGAL",
  财务审计顾问: "FINANCE_AND_AUDIT",
};

// Has not said yet what he brings, so that the think tank of 龙成国际楼宇 lacks a field (R25).
const silent = postOf("longcheng-think-tank/seat-5").id;

const seatsOf = (key: string) =>
  posts.filter(({ id, organizationId }) => organizationId === organization(key).id && id !== silent);

/** What the members of the think tanks bring (R24–R26): experts by the field of their seat, the conveners as residents. */
export const layOutAdvisers: Part = async ({ tx, on }) => ({
  智囊团成员: await insertAll(
    tx,
    advisers,
    [...seatsOf("libuga-think-tank"), ...seatsOf("longcheng-think-tank")].flatMap((seat, index) =>
      memberships
        .filter(({ postId }) => postId === seat.id)
        .map(({ personId, startsMonthsAgo }) => ({
          thinkTankId: seat.organizationId,
          personId,
          ...broughtTo(seat, index),
          declaredAt: midnight(on(startsMonthsAgo)),
        })),
    ),
  ),
});

function broughtTo({ title }: DemoPost, index: number) {
  const field = fieldOf[title];
  return {
    kind: field ? ("EXPERT" as const) : ("RESIDENT_ADVISOR" as const),
    source: field ? talentSources[index % talentSources.length]! : null,
    fields: field ? [field] : [],
    contributions: [contributionKinds[index % contributionKinds.length]!],
  };
}
