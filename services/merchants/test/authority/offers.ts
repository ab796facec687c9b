import { fixedId, person, place } from "@linli/demo-world";
import type { FieldCase, MutationCase } from "@linli/testing";

const offer = (key: string) => ({ id: fixedId(`offer:${key}`) });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const content = {
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
};

/** Offers of 盘龙阿婆米线, where the persona of an owner is at home, and of its neighbours; 高登社区 reviews them. */
export const offerCases: Record<string, MutationCase> = {
  createOffer: {
    document: `mutation ($merchantId: ID!, $content: OfferContentInput!, $key: String!) {
      createOffer(merchantId: $merchantId, content: $content, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({
      merchantId: fixedId("merchant:granny-noodles"),
      key: `create, try ${turn}`,
      content,
    }),
    allowed: ["merchant-owner"],
  },
  editOffer: {
    document: `mutation ($id: ID!, $content: OfferContentInput!) {
      editOffer(id: $id, version: 9, content: $content) { __typename } }`,
    variables: () => ({ ...offer("granny-noodles/6"), content }),
    allowed: ["merchant-owner"],
    // Of a version that there is not yet: the offers are there for others to look at.
    spared: "Stale",
  },
  changeOfferPictures: {
    document: `mutation ($id: ID!) {
      changeOfferPictures(id: $id, version: 9, pictures: ["pictures/1"]) { __typename } }`,
    variables: () => offer("granny-noodles/1"),
    allowed: ["merchant-owner"],
    spared: "Stale",
  },
  submitOffer: {
    document: `mutation ($id: ID!) { submitOffer(id: $id) { __typename } }`,
    variables: () => offer("granny-noodles/5"),
    allowed: ["merchant-owner"],
  },
  approveOffer: {
    document: `mutation ($id: ID!) { approveOffer(id: $id, hash: "not what was read") { __typename } }`,
    variables: () => offer("granny-noodles/4"),
    allowed: ["worker"],
    spared: "Stale",
  },
  rejectOffer: {
    document: `mutation ($id: ID!) {
      rejectOffer(id: $id, hash: "not what was read", reason: "请写明时段") { __typename } }`,
    variables: () => offer("scissors/2"),
    allowed: ["worker"],
    spared: "Stale",
  },
  withdrawOffer: {
    document: `mutation ($id: ID!) { withdrawOffer(id: $id) { __typename } }`,
    variables: () => offer("granny-noodles/4"),
    allowed: ["merchant-owner"],
  },
  pauseOffer: {
    document: `mutation ($id: ID!) { pauseOffer(id: $id, reason: "盘点库存") { __typename } }`,
    variables: () => offer("granny-noodles/3"),
    allowed: ["merchant-owner", "worker", "admin"],
  },
  resumeOffer: {
    document: `mutation ($id: ID!) { resumeOffer(id: $id, reason: "盘点完毕") { __typename } }`,
    variables: () => offer("granny-noodles/3"),
    allowed: ["merchant-owner", "worker", "admin"],
    // The platform paused it last, and is the last to ask.
    spared: "PausedByOthers",
  },
  addOfferStock: {
    document: `mutation ($id: ID!, $key: String!) {
      addOfferStock(id: $id, count: 1, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ ...offer("granny-noodles/3"), key: `add, try ${turn}` }),
    allowed: ["merchant-owner"],
  },
  reduceOfferStock: {
    document: `mutation ($id: ID!, $key: String!) {
      reduceOfferStock(id: $id, count: 1, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ ...offer("granny-noodles/3"), key: `reduce, try ${turn}` }),
    allowed: ["merchant-owner"],
  },
  addOfferBudget: {
    document: `mutation ($id: ID!, $key: String!) {
      addOfferBudget(id: $id, amountFen: 1, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ ...offer("granny-noodles/2"), key: `budget, try ${turn}` }),
    allowed: ["merchant-owner"],
  },
  terminateOffer: {
    document: `mutation ($id: ID!) {
      terminateOffer(id: $id, issued: HONOUR_ISSUED, reason: "供货商停产") { __typename } }`,
    variables: () => offer("granny-noodles/3"),
    allowed: ["merchant-owner", "admin"],
  },
};

export const offerFields: Record<string, FieldCase> = {
  "Offer.reviewReason": {
    document: `query ($id: ID!) { offer(id: $id) { reviewReason } }`,
    variables: offer("granny-noodles/6"),
    read: (data) => data.offer?.reviewReason && true,
    clear: true,
    clearTo: ["worker", "league-reviewer", "merchant-owner", "merchant-staff"],
    maskedTo: [],
  },
  "Merchant.offers": {
    document: `query ($id: ID!) { merchant(id: $id) { offers(state: DRAFT) { nodes { id } } } }`,
    variables: { id: fixedId("merchant:granny-noodles") },
    // What is public is no secret: it is asked who sees a draft.
    read: (data) => data.merchant?.offers?.nodes.length > 0 || null,
    clear: true,
    clearTo: ["merchant-owner", "merchant-staff"],
    maskedTo: [],
  },
  "OfferStep.reason": {
    document: `query ($id: ID!) { offer(id: $id) { history(first: 9) { nodes { reason } } } }`,
    variables: offer("bright-eyes/1"),
    read: (data) => data.offer?.history?.nodes.some(({ reason }: { reason: unknown }) => reason) || null,
    clear: true,
    clearTo: ["worker", "admin"],
    maskedTo: [],
  },
  "OfferStep.actor": {
    document: `query ($id: ID!) { offer(id: $id) { history(first: 1) { nodes { actor { id } } } } }`,
    variables: offer("granny-noodles/1"),
    read: (data) => data.offer?.history?.nodes[0].actor?.id,
    clear: person("merchant-owner").id,
    clearTo: ["worker", "merchant-owner", "merchant-staff", "admin"],
    maskedTo: [],
  },
  "Viewer.merchants": {
    document: `{ viewer { merchants { name } } }`,
    variables: {},
    // All may apply for a merchant, and some have.
    read: (data) =>
      data.viewer?.merchants?.some(({ name }: { name: string }) => name === "盘龙阿婆米线") || null,
    clear: true,
    clearTo: ["merchant-owner", "merchant-staff"],
    maskedTo: [],
  },
};
