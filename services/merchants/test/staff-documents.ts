import { uuidv7 } from "@linli/kernel";
import { merchant } from "./world.ts";

const work = `__typename ... on MerchantStaff { id role until outlet { id } person { id } } ... on UserError { code }`;

export const staffDocuments = {
  invite: `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) {
    __typename ... on StaffInvitation { id role state invitationCode outlet { id } }
    ... on UserError { code } ... on InvalidInput { problems { path } } } }`,
  withdraw: `mutation ($id: ID!) { withdrawStaffInvitation(id: $id) {
    __typename ... on StaffInvitation { id state } ... on UserError { code } ... on WrongInvitationState { state } } }`,
  accept: `mutation ($code: String!) { acceptStaffInvitation(code: $code) { ${work} } }`,
  dismiss: `mutation ($id: ID!) { dismissStaff(id: $id) { ${work} } }`,
  leave: `mutation ($id: ID! = "${merchant.bakery}") { leaveMerchant(id: $id) {
    __typename ... on Merchant { id } ... on UserError { code } } }`,
  list: `query ($id: ID! = "${merchant.bakery}") { merchant(id: $id) {
    staff(first: 100) { totalCount nodes { id role until person { id } outlet { name } } }
    staffInvitations(first: 100) { totalCount nodes { id state invitationCode } } } }`,
};

export const newInvitation = (given: object = {}) => ({
  merchantId: merchant.bakery,
  role: "EDITOR",
  idempotencyKey: uuidv7(),
  ...given,
});
