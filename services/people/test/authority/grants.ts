import { denials, grants, person, place } from "@linli/demo-world";
import type { Asker, MutationCase } from "@linli/testing";

const givers: readonly Asker[] = ["league-reviewer", "admin"];
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** What is asked for; the key is of one try alone. */
const given = (placeKey: string) => (turn: number) => ({
  input: {
    personId: person("volunteers-president").id,
    role: "COMMUNITY_WORKER",
    placeId: place(placeKey).id,
    until: inDays(10 + turn),
    reason: "节日期间值班",
  },
  key: `try number ${turn} at ${placeKey}`,
});

const giving = (name: "grantRole" | "delegateRole") => /* GraphQL */ `
  mutation ($input: GrantRoleInput!, $key: String!) {
    ${name}(input: $input, idempotencyKey: $key) { __typename }
  }
`;
const ending = (name: "revokeGrant" | "liftDenial") => /* GraphQL */ `
  mutation ($id: ID!) { ${name}(id: $id, reason: "情况已变") { __typename } }
`;
const delegation = grants.find(({ source }) => source === "DELEGATION")!;

/** Rights given, handed on and taken away. */
export const grantCases: Record<string, MutationCase> = {
  grantRole: { document: giving("grantRole"), variables: given("panlong"), allowed: givers },
  delegateRole: { document: giving("delegateRole"), variables: given("gaodeng"), allowed: ["worker"] },
  revokeGrant: {
    document: ending("revokeGrant"),
    variables: () => ({ id: delegation.id }),
    allowed: ["worker", ...givers],
  },
  denyRole: {
    document: /* GraphQL */ `
      mutation ($input: DenyRoleInput!, $key: String!) {
        denyRole(input: $input, idempotencyKey: $key) {
          __typename
        }
      }
    `,
    variables: (turn) => {
      const { input, key } = given("libuga")(turn);
      return { input: { ...input, personId: person("worker-elsewhere").id }, key: `denial, ${key}` };
    },
    allowed: givers,
  },
  liftDenial: {
    document: ending("liftDenial"),
    variables: () => ({ id: denials[0]!.id }),
    allowed: givers,
  },
};
