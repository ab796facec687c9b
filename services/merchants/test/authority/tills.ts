import { fixedId } from "@linli/demo-world";
import { type FieldCase, type MutationCase, signedIn } from "@linli/testing";
import { demoTillKeys } from "../../seed/till-keys.ts";
import { tillOf } from "../../seed/till-id.ts";

const outletId = fixedId("outlet:granny-noodles/1");
const deviceId = tillOf(outletId);
const otherDeviceId = tillOf(fixedId("outlet:granny-noodles/2"));

const step = (name: string, id: string): MutationCase => ({
  document: `mutation ($id: ID!) { ${name}(id: $id) { __typename } }`,
  variables: () => ({ id }),
  allowed: ["merchant-owner"],
});

/** Tills of 盘龙阿婆米线: their owner's, and worked at by its staff. */
export const tillCases: Record<string, MutationCase> = {
  inviteDevice: {
    document: `mutation ($input: InviteDeviceInput!) { inviteDevice(input: $input) { __typename } }`,
    variables: (turn) => ({ input: { outletId, name: "外卖收银机", idempotencyKey: `invite, try ${turn}` } }),
    allowed: ["merchant-owner"],
  },
  enrolDevice: {
    document: `mutation ($input: EnrolDeviceInput!) { enrolDevice(input: $input) { __typename } }`,
    variables: () => ({
      input: { code: "no code", publicKey: demoTillKeys("nobody's").publicKey, signature: "none" },
    }),
    allowed: signedIn,
    // Only who has a code learns where it is for; the rest, other tests show.
    spared: "InvalidEnrolment",
  },
  uploadScans: {
    document: `mutation ($input: UploadScansInput!) { uploadScans(input: $input) { __typename } }`,
    variables: (turn) => {
      const sentAt = new Date();
      const scan = { token: "no coupon's", nonce: `upload, try ${turn}`, spentFen: 0, scannedAt: sentAt };
      const line = [scan.nonce, sentAt.toISOString(), scan.spentFen, scan.token].join("\t");
      const signature = demoTillKeys(deviceId).sign("upload", [deviceId, sentAt, line]);
      return { input: { deviceId, sentAt, scans: [scan], signature } };
    },
    allowed: ["merchant-owner", "merchant-staff"],
  },
  declineScan: step("declineScan", fixedId("scan:waiting")),
  confirmScan: {
    ...step("confirmScan", fixedId("scan:waiting")),
    // It is declined.
    spared: "ScanDecided",
  },
  lockDevice: step("lockDevice", otherDeviceId),
  unlockDevice: step("unlockDevice", otherDeviceId),
  revokeDevice: step("revokeDevice", otherDeviceId),
  reverseRedemption: {
    document: `mutation ($id: ID!, $key: String!) {
      reverseRedemption(id: $id, reason: "顾客退货", idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ id: fixedId("redemption:reversed"), key: `reverse, try ${turn}` }),
    allowed: ["merchant-owner", "admin"],
    // One that was reversed before: the others are what the statement of the demo world is of.
    spared: "RedemptionReversed",
  },
};

const ofShop = (field: string): FieldCase => ({
  document: `query ($id: ID!) { merchant(id: $id) { field: ${field} } }`,
  variables: { id: fixedId("merchant:granny-noodles") },
  read: (data) => data.merchant?.field && true,
  clear: true,
  clearTo: ["merchant-owner"],
  maskedTo: [],
});
/** A list of the shop's outlets; `counts` says which of its nodes are meant. */
// oxlint-disable-next-line typescript/no-explicit-any
const ofOutlets = (field: string, counts: (node: any) => boolean): FieldCase => ({
  document: `query ($id: ID!) { merchant(id: $id) { outlets { nodes { field: ${field} } } } }`,
  variables: { id: fixedId("merchant:granny-noodles") },
  read: (data) =>
    // oxlint-disable-next-line typescript/no-explicit-any
    data.merchant?.outlets.nodes.some(({ field: list }: any) => list.nodes.some(counts)) || null,
  clear: true,
  clearTo: ["merchant-owner"],
  maskedTo: [],
});
const aDayMs = 86_400_000;
/** Those of more than a day ago: staff see their own of the last day besides. */
const isOlder = ({ receivedAt }: { receivedAt: string }) => Date.parse(receivedAt) < Date.now() - aDayMs;

/** Scans of the shop's tills, by the list of tills and by what was redeemed with one. */
const ofScans = (selection: string): FieldCase => ({
  ...ofOutlets("", () => true),
  document: `query ($id: ID!) { merchant(id: $id) { outlets { nodes {
    devices(first: 2) { nodes { scans(first: 9) { nodes { receivedAt ${selection} } } } }
    redemptions(first: 2) { nodes { device { scans(first: 9) { nodes { receivedAt ${selection} } } } } } } } } }`,
  read: (data) =>
    // oxlint-disable-next-line typescript/no-explicit-any
    data.merchant?.outlets.nodes.some(({ devices, redemptions }: any) =>
      // oxlint-disable-next-line typescript/no-explicit-any
      [...devices.nodes, ...redemptions.nodes.flatMap(({ device }: any) => device ?? [])].some(({ scans }) =>
        scans.nodes.some(
          (scan: { receivedAt: string; redemption?: object | null }) =>
            isOlder(scan) && scan.redemption !== null,
        ),
      ),
    ) || null,
});

export const tillFields: Record<string, FieldCase> = {
  "Merchant.statement": ofShop(`statement(month: "2026-01") { asOf }`),
  "Merchant.figures": ofShop(`figures(month: "2026-01") { asOf }`),
  "Merchant.scansToReview": {
    ...ofShop("scansToReview { nodes { id } }"),
    read: (data) => (data.merchant?.field.nodes.length > 0 ? true : null),
  },
  "Merchant.regulars": ofShop("regulars { month }"),
  "Outlet.devices": ofOutlets("devices { nodes { id } }", () => true),
  "Outlet.redemptions": ofOutlets("redemptions(last: 1) { nodes { receivedAt } }", isOlder),
  "Redemption.redeemedBy": ofOutlets(
    "redemptions(last: 9) { nodes { receivedAt redeemedBy { role } } }",
    (redemption) => redemption.redeemedBy !== null && isOlder(redemption),
  ),
  "Redemption.device": ofOutlets(
    "redemptions(last: 9) { nodes { receivedAt device { id } } }",
    (redemption) => redemption.device !== null && isOlder(redemption),
  ),
  "Device.scans": ofScans("id"),
  "Scan.redemption": ofScans("redemption { id }"),
};
