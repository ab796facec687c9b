import { days, merchant, place } from "./world.ts";

export const create = `mutation ($merchantId: ID! = "${merchant.bakery}", $input: OfferContentInput!, $key: String = "a wish of a noon") {
  createOffer(merchantId: $merchantId, content: $input, idempotencyKey: $key) {
  __typename ... on Offer { id title state stock remaining merchant { name } } ... on UserError { code }
  ... on InvalidInput { problems { path } } } }`;
/** Only the refusals that the mutation has: its union says which, and validation would refuse the others. */
const document = (name: string, parameters: string, args: string, kinds: readonly string[] = []) =>
  `mutation (${parameters}) { ${name}(${args}) { __typename ... on Offer { id state version stock budgetFen reviewReason heldBy termination }
    ... on UserError { code message } ${kinds.join(" ")} } }`;
const wrong = "... on WrongOfferState { state }";
const stale = "... on Stale { version }";
const invalid = "... on InvalidInput { problems { path } }";
const held = "... on PausedByOthers { by }";

export const edit = document(
  "editOffer",
  "$id: ID!, $version: Int = 1, $input: OfferContentInput!",
  "id: $id, version: $version, content: $input",
  [wrong, stale, invalid],
);
export const changePictures = document(
  "changeOfferPictures",
  `$id: ID!, $version: Int = 1, $pictures: [String!] = ["pictures/2"]`,
  "id: $id, version: $version, pictures: $pictures",
  [wrong, stale, invalid],
);
export const submit = document("submitOffer", "$id: ID!", "id: $id", [wrong, stale]);
export const withdraw = document("withdrawOffer", "$id: ID!", "id: $id", [wrong, stale]);
export const approve = document("approveOffer", "$id: ID!, $hash: String!", "id: $id, hash: $hash", [
  wrong,
  stale,
]);
export const reject = document(
  "rejectOffer",
  `$id: ID!, $hash: String!, $reason: String = "请写明时段"`,
  "id: $id, hash: $hash, reason: $reason",
  [wrong, stale, invalid],
);
const withReason = `$id: ID!, $reason: String = "盘点库存"`;
export const pause = document("pauseOffer", withReason, "id: $id, reason: $reason", [wrong, invalid]);
export const resume = document("resumeOffer", withReason, "id: $id, reason: $reason", [wrong, invalid, held]);
export const terminate = document(
  "terminateOffer",
  `${withReason}, $issued: OfferTermination = HONOUR_ISSUED`,
  "id: $id, reason: $reason, issued: $issued",
  [wrong, invalid],
);
const withCount = `$id: ID!, $count: Int = 5, $key: String = "a wish of a noon"`;
const counted = "id: $id, count: $count, idempotencyKey: $key";
export const addStock = document("addOfferStock", withCount, counted, [wrong, invalid]);
export const reduceStock = document("reduceOfferStock", withCount, counted, [wrong, invalid]);
export const addBudget = document(
  "addOfferBudget",
  `$id: ID!, $amount: Fen = 500, $key: String = "a wish of a noon"`,
  "id: $id, amountFen: $amount, idempotencyKey: $key",
  [wrong, invalid],
);

/** What an owner sends to create an offer. */
export const newOffer = {
  title: "早餐套餐",
  terms: "每桌限用一张",
  benefit: { package: { items: [{ name: "豆浆油条", quantity: 1, unitPriceFen: 2_500 }], priceFen: 1_500 } },
  stock: 100,
  limitPerPerson: 2,
  placeIds: [place.quarter],
  claimFrom: days(1),
  claimUntil: days(7),
  useFrom: days(1),
  useUntil: days(30),
};
