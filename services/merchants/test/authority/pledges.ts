import { fixedId, place } from "@linli/demo-world";
import type { MutationCase } from "@linli/testing";

const aDayMs = 86_400_000;

/** What 盘龙阿婆米线 pledges to do as volunteers. */
export const pledgeCases: Record<string, MutationCase> = {
  makePledge: {
    document: `mutation ($input: MakePledgeInput!) { makePledge(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        merchantId: fixedId("merchant:granny-noodles"),
        kind: "MEALS",
        count: 20,
        placeId: place("panlong").id,
        startsAt: new Date(Date.now() + aDayMs),
        endsAt: new Date(Date.now() + 2 * aDayMs),
        idempotencyKey: `pledge, try ${turn}`,
      },
    }),
    allowed: ["merchant-owner"],
  },
  withdrawPledge: {
    document: `mutation ($id: ID!) { withdrawPledge(id: $id) { __typename } }`,
    variables: () => ({ id: fixedId("pledge:granny-noodles") }),
    allowed: ["merchant-owner"],
  },
};
