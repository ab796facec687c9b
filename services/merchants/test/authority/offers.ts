import { fixedId, place } from "@linli/demo-world";
import type { FieldCase, MutationCase } from "@linli/testing";

const offer = (key: string) => ({ id: fixedId(`offer:${key}`) });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Offers of 盘龙阿婆米线, where the persona of an owner is at home, and of its neighbours; 高登社区 reviews them. */
export const offerCases: Record<string, MutationCase> = {
  createOffer: {
    document: `mutation ($merchantId: ID!, $content: OfferContentInput!, $key: String!) {
      createOffer(merchantId: $merchantId, content: $content, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({
      merchantId: fixedId("merchant:granny-noodles"),
      key: `create, try ${turn}`,
      content: {
        benefit: { exchange: { priceFen: 800, worthFen: 1_200 } },
        title: "邻里早餐",
        terms: "每桌限用一张",
        stock: 100,
        limitPerPerson: 1,
        placeIds: [place("panlong").id],
        claimFrom: inDays(1),
        claimUntil: inDays(20),
        useFrom: inDays(1),
        useUntil: inDays(30),
      },
    }),
    allowed: ["merchant-owner"],
  },
  submitOffer: {
    document: `mutation ($id: ID!) { submitOffer(id: $id) { __typename } }`,
    variables: () => offer("granny-noodles/5"),
    allowed: ["merchant-owner"],
  },
  approveOffer: {
    document: `mutation ($id: ID!) { approveOffer(id: $id) { __typename } }`,
    variables: () => offer("granny-noodles/4"),
    allowed: ["worker"],
  },
  rejectOffer: {
    document: `mutation ($id: ID!) { rejectOffer(id: $id, reason: "请写明时段") { __typename } }`,
    variables: () => offer("scissors/2"),
    allowed: ["worker"],
  },
};

export const offerFields: Record<string, FieldCase> = {
  "Offer.reviewReason": {
    document: `query ($id: ID!) { offer(id: $id) { reviewReason } }`,
    variables: offer("granny-noodles/6"),
    read: (data) => data.offer?.reviewReason && true,
    clear: true,
    clearTo: ["worker", "merchant-owner", "merchant-staff"],
    maskedTo: [],
  },
  "Viewer.merchants": {
    document: `{ viewer { merchants { name } } }`,
    variables: {},
    read: (data) => data.viewer?.merchants?.[0]?.name,
    clear: "盘龙阿婆米线",
    clearTo: ["merchant-owner", "merchant-staff"],
    maskedTo: [],
  },
};
