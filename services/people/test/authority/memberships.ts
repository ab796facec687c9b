import { fixedId, memberships, organization, person, postOf } from "@linli/demo-world";
import type { MutationCase } from "@linli/testing";

const termIn = (postKey: string) => memberships.find(({ postId }) => postId === postOf(postKey).id)!.id;
/** So far ahead that no other case is disturbed. */
const someday = "2199-12-31";

/** Posts and terms, tried at bodies of 盛世盘龙, which the worker of 高登社区 sees to. */
export const membershipCases: Record<string, MutationCase> = {
  appoint: {
    document: `mutation ($input: AppointInput!) { appoint(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        // A vacant seat, in years that nobody else thinks of.
        postId: postOf("panlong-fellowship/seat-3").id,
        personId: person("resident").id,
        startsOn: `21${50 + turn}-01-01`,
        endsOn: `21${50 + turn}-02-01`,
        idempotencyKey: `appoint-${turn}`,
      },
    }),
    allowed: ["worker"],
  },
  resign: {
    document: `mutation ($id: ID!, $on: Date) { resign(id: $id, on: $on) { __typename } }`,
    variables: () => ({ id: fixedId("membership:chair@gaodeng-committee/youth-member"), on: someday }),
    allowed: ["chair"],
  },
  dismiss: {
    document: `mutation ($id: ID!, $on: Date) { dismiss(id: $id, on: $on) { __typename } }`,
    variables: () => ({ id: termIn("panlong-fellowship/seat-2"), on: someday }),
    allowed: ["worker"],
  },
  createPost: {
    document: `mutation ($input: CreatePostInput!) { createPost(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        organizationId: organization("panlong-fellowship").id,
        title: `联络员${turn}`,
        isLeadership: false,
        isContact: false,
        isResponsible: false,
        idempotencyKey: `create-post-${turn}`,
      },
    }),
    allowed: ["worker"],
  },
  abolishPost: {
    document: `mutation ($id: ID!) { abolishPost(id: $id) { __typename } }`,
    variables: () => ({ id: postOf("panlong-fellowship/seat-4").id }),
    allowed: ["worker"],
  },
};
