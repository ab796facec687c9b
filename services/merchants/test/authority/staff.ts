import { fixedId, person } from "@linli/demo-world";
import { type FieldCase, type MutationCase, signedIn } from "@linli/testing";

const merchantId = fixedId("merchant:granny-noodles");
const step = (name: string, id: string): MutationCase => ({
  document: `mutation ($id: ID!) { ${name}(id: $id) { __typename } }`,
  variables: () => ({ id }),
  allowed: ["merchant-owner"],
});

/** Those who work for 盘龙阿婆米线, and are asked to. */
export const staffCases: Record<string, MutationCase> = {
  inviteStaff: {
    document: `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: { merchantId, role: "EDITOR", idempotencyKey: `invite staff, try ${turn}` },
    }),
    allowed: ["merchant-owner"],
  },
  withdrawStaffInvitation: step(
    "withdrawStaffInvitation",
    fixedId("staff:granny-noodles/invited 2 days ago"),
  ),
  acceptStaffInvitation: {
    document: `mutation { acceptStaffInvitation(code: "no code") { __typename } }`,
    variables: () => ({}),
    allowed: signedIn,
    // Only who has a code learns what it is for; the rest, other tests show.
    spared: "InvalidInvitation",
  },
  dismissStaff: step("dismissStaff", fixedId("staff:granny-noodles/editor")),
  // Where the owner among the personas has a part besides.
  leaveMerchant: step("leaveMerchant", fixedId("merchant:old-noodles")),
};

/** Whether one of a list's nodes is meant. */
// oxlint-disable-next-line typescript/no-explicit-any
const ofMerchant = (field: string, counts: (node: any) => boolean): FieldCase => ({
  document: `query ($id: ID!) { merchant(id: $id) { list: ${field} } }`,
  variables: { id: merchantId },
  read: (data) => data.merchant?.list.nodes.some(counts) || null,
  clear: true,
  clearTo: ["merchant-owner"],
  maskedTo: [],
});

export const staffFields: Record<string, FieldCase> = {
  "Merchant.staff": ofMerchant(
    "staff(first: 100) { nodes { role person { id } } }",
    ({ role }) => role === "EDITOR",
  ),
  "Merchant.staffInvitations": ofMerchant("staffInvitations(first: 100) { nodes { id } }", () => true),
  "MerchantStaff.person": {
    ...ofMerchant(
      "staff(first: 100) { nodes { person { id } } }",
      (node) => node.person.id === person("merchant-staff").id,
    ),
    clearTo: ["merchant-owner", "merchant-staff"],
  },
  "StaffInvitation.invitationCode": ofMerchant(
    "staffInvitations(first: 100) { nodes { invitationCode } }",
    ({ invitationCode }) => typeof invitationCode === "string",
  ),
};
