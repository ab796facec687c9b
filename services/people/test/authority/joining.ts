import { fixedId, organization, postOf } from "@linli/demo-world";
import { type MutationCase, signedIn } from "@linli/testing";

const applicationStep = (name: string, key: string, allowed: MutationCase["allowed"]): MutationCase => ({
  document: `mutation ($id: ID!) { ${name}(id: $id) { __typename } }`,
  variables: () => ({ id: fixedId(`application:${key}`) }),
  allowed,
});

/** Bodies that are joined: everybody may ask, and hears why not; those who see to the body decide. */
export const joiningCases: Record<string, MutationCase> = {
  joinYouthCouncil: {
    document: `mutation ($postId: ID!, $idempotencyKey: String!) {
      joinYouthCouncil(postId: $postId, idempotencyKey: $idempotencyKey) { __typename } }`,
    variables: (turn) => ({
      postId: postOf("gaodeng-council/seat-3").id,
      idempotencyKey: `join-council-${turn}`,
    }),
    allowed: signedIn,
  },
  joinCommitteeFellowship: {
    document: `mutation ($postId: ID!, $idempotencyKey: String!) {
      joinCommitteeFellowship(postId: $postId, idempotencyKey: $idempotencyKey) { __typename } }`,
    variables: (turn) => ({
      postId: postOf("panlong-fellowship/seat-3").id,
      idempotencyKey: `join-fellowship-${turn}`,
    }),
    allowed: signedIn,
    spared: "NotInOwnersCommittee",
  },
  joinThinkTank: {
    document: `mutation ($input: JoinThinkTankInput!) { joinThinkTank(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        postId: postOf("gaodeng-think-tank/seat-2").id,
        kind: "EXPERT",
        source: "UNIVERSITY",
        fields: ["LEGAL"],
        contributions: ["VOLUNTEERING"],
        idempotencyKey: `join-think-tank-${turn}`,
      },
    }),
    allowed: signedIn,
  },
  admitApplication: {
    document: `mutation ($input: AdmitApplicationInput!) { admitApplication(input: $input) { __typename } }`,
    variables: () => ({ input: { id: fixedId("application:council/1"), endsOn: "2199-01-01" } }),
    allowed: ["worker"],
  },
  declineApplication: applicationStep("declineApplication", "council/2", ["worker"]),
  withdrawApplication: applicationStep("withdrawApplication", "think-tank", ["resident"]),
  expressInterest: {
    document: `mutation ($committeeId: ID!, $idempotencyKey: String!) {
      expressInterest(committeeId: $committeeId, idempotencyKey: $idempotencyKey) { __typename } }`,
    variables: (turn) => ({
      committeeId: organization("panlong-owners").id,
      idempotencyKey: `express-interest-${turn}`,
    }),
    allowed: signedIn,
  },
  withdrawInterest: {
    document: `mutation ($id: ID!) { withdrawInterest(id: $id) { __typename } }`,
    variables: () => ({ id: fixedId("interest:youth-member") }),
    allowed: ["youth-member"],
  },
};
