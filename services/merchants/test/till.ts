import { generateKeyPairSync, sign } from "node:crypto";
import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { type SignedPurpose, signedText } from "../src/devices/device-signature.ts";
import { signedLine } from "../src/scans/upload.actions.ts";
import { outlet, viewers, type World } from "./world.ts";

/** The key pair of a till, as it makes one for itself. */
export function tillKeys() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    publicKey: publicKey.export({ format: "jwk" }).x!,
    sign: (purpose: SignedPurpose, parts: Parameters<typeof signedText>[1]) =>
      sign(null, Buffer.from(signedText(purpose, parts)), privateKey).toString("base64url"),
  };
}

const device = `__typename ... on UserError { code message } ... on InvalidInput { problems { path } }
  ... on Device { id name state capScans capFen enrolmentCode lockedAt outlet { id } }`;
export const invite = `mutation ($input: InviteDeviceInput!) { inviteDevice(input: $input) { ${device} } }`;
export const enrol = `mutation ($input: EnrolDeviceInput!) { enrolDevice(input: $input) {
  __typename ... on UserError { code } ... on Device { id state } } }`;
const stepDocument = (step: string) => `mutation ($id: ID!) { ${step}(id: $id) {
  __typename ... on UserError { code message } ... on WrongDeviceState { state } ... on Device { id state } } }`;
export const steps = {
  lock: stepDocument("lockDevice"),
  unlock: stepDocument("unlockDevice"),
  revoke: stepDocument("revokeDevice"),
};
const scanFields = `id nonce verdict reason cameFirst winnerAt savedFen scannedAt redemption { id redeemedAt }`;
const upload = `mutation ($input: UploadScansInput!) { uploadScans(input: $input) {
  __typename ... on UserError { code message } ... on InvalidInput { problems { path } }
  ... on ScanUpload { offsetMs receivedAt scans { ${scanFields} } } } }`;
const decision = (step: string) => `mutation ($id: ID!) { ${step}(id: $id) {
  __typename ... on UserError { code } ... on ScanDecided { verdict } ... on Scan { ${scanFields} } } }`;
export const confirm = decision("confirmScan");
export const decline = decision("declineScan");
const till = `query ($id: ID!, $sentAt: DateTime!, $signature: String!, $since: String) {
  till(deviceId: $id, sentAt: $sentAt, signature: $signature) {
    offsetMs receivedAt isActive capScans capFen qrKeys { kid x } voidList(since: $since) { void good cursor hasMore } } }`;
const qr = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { coupons(first: 100) {
  nodes { id qr { token expiresAt } } } } } }`;

export type OfflineScan = { token: string; nonce: string; spentFen: number; scannedAt: Date };

/** What the QR of a coupon says now, as its holder sees it. */
export async function qrOf(w: World, couponId: string, holder: Viewer = viewers.resident): Promise<string> {
  const { data } = await w.execute(qr, { r: [{ __typename: "Person", id: holder.person }] }, holder);
  const nodes = data._entities[0].coupons.nodes as { id: string; qr: { token: string } | null }[];
  // Of a coupon that is used up there is none any more, only the picture that its holder took a moment ago.
  return nodes.find(({ id }) => id === couponId)!.qr?.token ?? w.couponQrs.sign(couponId, w.clock.at).token;
}

/** A till of an outlet that its owner has invited and that has enrolled; the bakery's first unless told otherwise. */
export async function createTill(
  w: World,
  { outletId = outlet.bakery, ...caps }: { outletId?: string; capScans?: number; capFen?: number } = {},
) {
  const keys = tillKeys();
  const input = { outletId, name: "前台", idempotencyKey: uuidv7(), ...caps };
  const { id, enrolmentCode: code } = await w.answer(invite, { input }, viewers.owner);
  const enrolment = {
    code,
    publicKey: keys.publicKey,
    signature: keys.sign("enrol", [code, keys.publicKey]),
  };
  await w.answer(enrol, { input: enrolment }, viewers.owner);
  return {
    id: id as string,
    keys,
    /** Scans a coupon without a connection: nothing leaves the till. */
    scan: async (
      couponId: string,
      given: Partial<OfflineScan> = {},
      holder?: Viewer,
    ): Promise<OfflineScan> => ({
      token: await qrOf(w, couponId, holder),
      nonce: uuidv7(),
      spentFen: 3_000,
      scannedAt: w.clock.at,
      ...given,
    }),
    /** Uploads scans, by a clock that is right unless told otherwise. */
    upload: (
      scans: readonly OfflineScan[],
      { sentAt = w.clock.at, viewer = viewers.owner, given = {} } = {},
    ) => {
      const signature = keys.sign("upload", [id, sentAt, ...scans.map(signedLine)]);
      return w.answer(upload, { input: { deviceId: id, sentAt, scans, signature, ...given } }, viewer);
    },
    sync: (since: string | null = null, { sentAt = w.clock.at, viewer = viewers.owner, given = {} } = {}) => {
      const signature = keys.sign("till", [id, sentAt]);
      return w.execute(till, { id, sentAt, signature, since, ...given }, viewer);
    },
    /** The till's part of an online redemption. */
    signing: (asked: { code: string; nonce: string; spentFen?: number }) => ({
      ...asked,
      outletId,
      spentFen: asked.spentFen ?? 3_000,
      device: {
        id,
        signature: keys.sign("redeem", [id, outletId, asked.nonce, asked.spentFen ?? 3_000, asked.code]),
      },
    }),
  };
}
