import { days, merchant, place } from "./world.ts";

const result = `__typename ... on Offer { id state reviewReason } ... on UserError { code }
  ... on WrongOfferState { state }`;

export const create = `mutation ($merchantId: ID! = "${merchant.bakery}", $input: OfferContentInput!, $key: String = "a wish of a noon") {
  createOffer(merchantId: $merchantId, content: $input, idempotencyKey: $key) {
  __typename ... on Offer { id title state stock remaining merchant { name } } ... on UserError { code }
  ... on InvalidInput { problems { path } } } }`;
export const submit = `mutation ($id: ID!) { submitOffer(id: $id) { ${result} } }`;
export const approve = `mutation ($id: ID!) { approveOffer(id: $id) { ${result} } }`;
export const reject = `mutation ($id: ID!, $reason: String = "请写明时段") { rejectOffer(id: $id, reason: $reason) { ${result} ... on InvalidInput { problems { path } } } }`;

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
