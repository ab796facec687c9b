import { uuidv7 } from "@linli/kernel";
import { place } from "./world.ts";

const merchantAnswer = `__typename ... on Merchant { id name kind state application { contact licence reviewReason } }
  ... on UserError { code }`;
const outletAnswer = `__typename ... on Outlet { id name address isOpen retiredAt location { latitude longitude } district { name } }
  ... on UserError { code }`;
const problems = `... on InvalidInput { problems { path } }`;
const state = `... on WrongMerchantState { state }`;

export const merchantDocuments = {
  apply: `mutation ($input: ApplyForMerchantInput!) { applyForMerchant(input: $input) { ${merchantAnswer} ${problems} } }`,
  applyAgain: `mutation ($id: ID!, $input: MerchantDetailsInput!) {
    applyAgainForMerchant(id: $id, input: $input) { ${merchantAnswer} ${problems} } }`,
  approve: `mutation ($id: ID!) { approveMerchant(id: $id) { ${merchantAnswer} ${state} } }`,
  reject: `mutation ($id: ID!, $reason: String = "证照不清晰") {
    rejectMerchant(id: $id, reason: $reason) { ${merchantAnswer} ${state} ${problems} } }`,
  suspend: `mutation ($id: ID!, $reason: String = "证照不清晰") {
    suspendMerchant(id: $id, reason: $reason) { ${merchantAnswer} ${state} ${problems} } }`,
  resume: `mutation ($id: ID!) { resumeMerchant(id: $id) { ${merchantAnswer} ${state} } }`,
  close: `mutation ($id: ID!) { closeMerchant(id: $id) { ${merchantAnswer} ... on MerchantNotClear { offers coupons } } }`,
  openOutlet: `mutation ($merchantId: ID!, $input: OutletInput!, $key: String!) {
    openOutlet(merchantId: $merchantId, input: $input, idempotencyKey: $key) { ${outletAnswer} ${problems} } }`,
  changeOutlet: `mutation ($id: ID!, $input: ChangeOutletInput!) {
    changeOutlet(id: $id, input: $input) { ${outletAnswer} ${problems} } }`,
  retireOutlet: `mutation ($id: ID!) { retireOutlet(id: $id) { ${outletAnswer} } }`,
};

/** A shop in the quarter, open on the Monday of the world's noon. */
export const newOutlet = (given: object = {}) => ({
  name: "新店",
  address: "盘龙路9号",
  placeId: place.quarter,
  location: { latitude: 23.37, longitude: 104.24 },
  hours: [{ weekday: "MONDAY", openings: [{ opens: "08:00", closes: "12:30" }] }],
  ...given,
});

export const newMerchant = (given: object = {}) => ({
  name: "阿美豆花",
  kind: "CATERING",
  contact: "店内电话 0876-0000000",
  licence: "92532600TEST00001X",
  outlet: newOutlet(),
  idempotencyKey: uuidv7(),
  ...given,
});
