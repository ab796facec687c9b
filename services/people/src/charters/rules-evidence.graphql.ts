import { dateIn } from "@linli/kernel";
import { builder } from "../builder.ts";
import { Classification, loadOrganization, Organization } from "../organizations/organization.graphql.ts";
import { Place } from "../places/place.graphql.ts";
import { EvidenceState } from "../venues/venue.graphql.ts";
import type { EvidenceState as State } from "../venues/venue.rules.ts";
import { charterState, freshUntil, latestOn, ruledBodies, rulesState } from "./charter.rules.ts";

type Kind = (typeof ruledBodies)[number];
type Body = { id: string; classification: Kind; state: State; freshUntil: string | null };

const RuledBody = builder.objectRef<Body>("RuledBody").implement({
  description: "A body, and how its charter stands as evidence (机构制度情况).",
  fields: (t) => ({
    organization: t.field({
      type: Organization,
      nullable: true,
      description: "The body (组织).",
      resolve: ({ id }, _args, context, info) => loadOrganization(id, context, info),
    }),
    state: t.expose("state", { type: EvidenceState, description: "How its charter stands (情况)." }),
    freshUntil: t.expose("freshUntil", {
      type: "Date",
      nullable: true,
      description: "The last day on which its charter counts as fresh; null: it has none (有效至).",
    }),
  }),
});

const RulesEvidence = builder.objectRef<{ bodies: Body[]; asOf: string }>("RulesEvidence").implement({
  description: "Whether a place has rules, the second of the eight standards (规章制度).",
  fields: (t) => ({
    state: t.field({
      type: EvidenceState,
      description:
        "PASS where alliance, youth council and think tank are there, each with a fresh charter (情况).",
      resolve: ({ bodies }) => rulesState(bodies),
    }),
    asOf: t.expose("asOf", { type: "Date", description: "The date it is computed for (计算日期)." }),
    bodies: t.expose("bodies", {
      type: [RuledBody],
      description: "The bodies in and below the place (机构).",
    }),
    missing: t.field({
      type: [Classification],
      description: "The kinds of body that are not there (缺少的机构).",
      resolve: ({ bodies }) =>
        ruledBodies.filter((kind) => !bodies.some(({ classification }) => classification === kind)),
    }),
  }),
});

builder.drizzleObjectField(Place, "rulesEvidence", (t) =>
  t.field({
    type: RulesEvidence,
    description: "Whether it has rules: the charters of its bodies as evidence, never typed in (规章制度).",
    args: { asOf: t.arg({ type: "Date", description: "On that date; today unless said (截至日期)." }) },
    select: ({ asOf }, { now }) => {
      const on = asOf ?? dateIn(now());
      return {
        columns: { id: true },
        with: {
          ruledBodies: {
            columns: { id: true, classification: true },
            where: {
              classification: { in: [...ruledBodies] },
              OR: [{ dissolvedOn: { isNull: true } }, { dissolvedOn: { gt: on } }],
            },
            with: { charters: { columns: { effectiveFrom: true, reviewedOn: true }, ...latestOn(on) } },
            orderBy: { name: "asc", id: "asc" },
          },
        },
      };
    },
    resolve: (
      { ruledBodies: bodies },
      { asOf },
      { now, policies: { charterReviewMonths: reviewMonths } },
    ) => {
      const on = asOf ?? dateIn(now());
      return {
        asOf: on,
        bodies: bodies.map(({ id, classification, charters: [latest] }) => {
          // A review that came after that date was not known then.
          const charter = latest
            ? {
                ...latest,
                reviewedOn: latest.reviewedOn !== null && latest.reviewedOn <= on ? latest.reviewedOn : null,
              }
            : null;
          return {
            id,
            classification: classification as Kind,
            state: charterState(charter, { on, reviewMonths }),
            freshUntil: charter && freshUntil(charter, reviewMonths),
          };
        }),
      };
    },
  }),
);
