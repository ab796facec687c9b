import { fixedId, person, place, postOf, verifiedResidents } from "@linli/demo-world";
import type { MutationCase } from "@linli/testing";

const step = (name: string, id: string, allowed: MutationCase["allowed"]): MutationCase => ({
  document: `mutation ($id: ID!) { ${name}(id: $id) { __typename } }`,
  variables: () => ({ id: fixedId(id) }),
  allowed,
});
/** Somebody else in each turn, whom no other case names. */
const somebody = (turn: number) => verifiedResidents("panlong")[300 + turn]!.id;

/** Nominations and recommendations at 盛世盘龙: made by some, answered by the person, decided by others. */
export const recommendationCases: Record<string, MutationCase> = {
  nominateVanguard: {
    document: `mutation ($input: NominateVanguardInput!) { nominateVanguard(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        personId: somebody(turn),
        placeId: place("panlong").id,
        activityIds: [fixedId("activity:panlong/1")],
        idempotencyKey: `nominate-${turn}`,
      },
    }),
    allowed: ["chair", "worker", "league-reviewer"],
  },
  acceptNomination: step("acceptNomination", "vanguard:resident", ["resident"]),
  declineNomination: step("declineNomination", "vanguard:youth-member", ["youth-member"]),
  recognizeVanguard: step("recognizeVanguard", "vanguard:in-training", ["worker", "league-reviewer"]),
  // The chair nominated.
  withdrawNomination: step("withdrawNomination", "vanguard:waiting", ["chair", "worker", "league-reviewer"]),

  recommendPlacement: {
    document: `mutation ($input: RecommendPlacementInput!) { recommendPlacement(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        personId: somebody(turn),
        postId: postOf("property/liaison-2").id,
        idempotencyKey: `recommend-${turn}`,
      },
    }),
    allowed: ["chair", "worker", "league-reviewer"],
  },
  agreeToPlacement: step("agreeToPlacement", "placement:resident", ["resident"]),
  acceptPlacement: {
    document: `mutation ($input: AcceptPlacementInput!) { acceptPlacement(input: $input) { __typename } }`,
    variables: () => ({ input: { id: fixedId("placement:agreed") } }),
    allowed: ["property-company"],
  },
  declinePlacement: step("declinePlacement", "placement:resident", ["resident", "property-company"]),
  withdrawPlacement: step("withdrawPlacement", "placement:waiting", ["chair", "worker", "league-reviewer"]),

  recommendCrossAppointment: {
    document: `mutation ($input: RecommendCrossAppointmentInput!) {
      recommendCrossAppointment(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        personId: person("gaodeng-party-secretary").id,
        postId: postOf("property/liaison-2").id,
        startsOn: "2199-01-01",
        idempotencyKey: `recommend-cross-${turn}`,
      },
    }),
    allowed: ["worker", "league-reviewer"],
  },
  declareConflictOfInterest: {
    document: `mutation ($id: ID!) { declareConflictOfInterest(id: $id, declaration: "无") { __typename } }`,
    variables: () => ({ id: fixedId("cross-appointment:undeclared") }),
    allowed: ["chair"],
  },
  confirmCrossAppointment: step("confirmCrossAppointment", "cross-appointment:waiting", ["property-company"]),
  declineCrossAppointment: step("declineCrossAppointment", "cross-appointment:worker", [
    "worker",
    "property-company",
  ]),
  withdrawCrossAppointment: step("withdrawCrossAppointment", "cross-appointment:undeclared", [
    "worker",
    "league-reviewer",
  ]),
  endCrossAppointment: step("endCrossAppointment", "cross-appointment:serving", ["property-company"]),
};
