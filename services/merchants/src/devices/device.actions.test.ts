import { deviceMoved } from "@linli/events";
import { uuidv7 } from "@linli/kernel";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { meetingAt } from "../../test/meeting.ts";
import { createWorld, days, justBefore, noon, outlet, viewers, visitor } from "../../test/world.ts";
import { createTill, enrol, invite, qrOf, steps, tillKeys } from "../../test/till.ts";
import { invalidCodes } from "../db/tables.ts";
import { enrolmentLifetimeMs } from "./device.rules.ts";

const input = (given: object = {}) => ({
  input: { outletId: outlet.bakery, name: " 前台 ", idempotencyKey: uuidv7(), ...given },
});
const enrolment = (code: string, keys = tillKeys(), given: object = {}) => ({
  input: { code, publicKey: keys.publicKey, signature: keys.sign("enrol", [code, keys.publicKey]), ...given },
});
const unknownCode = "0000000000000";

test("an owner invites a till, which enrols once with its code and its key", async () => {
  const w = await createWorld();
  const request = input({ capScans: 3, capFen: 4_000 });
  const till = await w.answer(invite, request, viewers.owner);
  expect(till).toMatchObject({ name: "前台", state: "INVITED", capScans: 3, capFen: 4_000, lockedAt: null });
  expect(await w.answer(invite, request, viewers.owner)).toEqual(till);
  expect((await w.answer(invite, { input: { ...request.input, name: "后厨" } }, viewers.owner)).code).toBe(
    "IDEMPOTENCY_KEY_REUSED",
  );
  const code: string = till.enrolmentCode;
  expect(JSON.stringify(await w.db.query.devices.findMany())).not.toContain(code);

  const keys = tillKeys();
  const signedForAnother = { signature: tillKeys().sign("enrol", [code, keys.publicKey]) };
  const refused = async (answer: Promise<{ code: string }>) => (await answer).code;
  expect([
    await refused(w.answer(enrol, enrolment(code), visitor)),
    await refused(w.answer(enrol, enrolment(code), viewers.secondCashier)),
    await refused(w.answer(enrol, enrolment(code), viewers.otherOwner)),
    await refused(w.answer(enrol, enrolment(unknownCode), viewers.cashier)),
    await refused(w.answer(enrol, enrolment(code, keys, signedForAnother), viewers.cashier)),
    await refused(w.answer(enrol, enrolment(code, keys, { publicKey: "short" }), viewers.cashier)),
  ]).toEqual([
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "NOT_ALLOWED",
    "INVALID_ENROLMENT",
    "INVALID_DEVICE_SIGNATURE",
    "INVALID_INPUT",
  ]);
  w.clock.at = justBefore(new Date(+noon + enrolmentLifetimeMs));
  const enrolled = { __typename: "Device", id: till.id, state: "ENROLLED" };
  expect(await w.answer(enrol, enrolment(code, keys), viewers.cashier)).toEqual(enrolled);
  // The answer was lost: the same till asks again. Another one comes too late.
  expect(await w.answer(enrol, enrolment(code, keys), viewers.cashier)).toEqual(enrolled);
  expect((await w.answer(enrol, enrolment(code), viewers.cashier)).code).toBe("INVALID_ENROLMENT");
  const moves = (await w.events()).filter(({ name }) => name === deviceMoved.name);
  expect(moves.map(({ payload, actor }) => [(payload as { to: string }).to, actor])).toEqual([
    ["INVITED", viewers.owner.person],
    ["ENROLLED", viewers.cashier.person],
  ]);
});

test("the same enrolment twice at once is one, and gives its till each time", async () => {
  const w = await createWorld();
  const till = await w.answer(invite, input(), viewers.owner);
  const asked = enrolment(till.enrolmentCode);
  const answers = await meetingAt(w, sql`select from devices where id = ${till.id} for update`, () =>
    [viewers.cashier, viewers.cashier].map((viewer) => w.answer(enrol, asked, viewer)),
  );
  for (const answer of answers)
    expect(answer).toEqual({ __typename: "Device", id: till.id, state: "ENROLLED" });
  expect((await w.events()).filter(({ name }) => name === deviceMoved.name)).toHaveLength(2);
  const [one, other] = [await w.answer(invite, input(), viewers.owner), tillKeys()];
  const rivals = [tillKeys(), other].map((keys) =>
    w.answer(enrol, enrolment(one.enrolmentCode, keys), viewers.cashier),
  );
  expect((await Promise.all(rivals)).map(({ code, state }) => String(code ?? state)).toSorted()).toEqual([
    "ENROLLED",
    "INVALID_ENROLMENT",
  ]);
});

test("a key is one till's for good, also of one that was revoked or stands elsewhere", async () => {
  const w = await createWorld();
  const first = await createTill(w);
  await w.answer(steps.revoke, { id: first.id }, viewers.owner);
  for (const outletId of [outlet.bakery, outlet.secondBakery]) {
    const { enrolmentCode: code } = await w.answer(invite, input({ outletId }), viewers.owner);
    expect((await w.answer(enrol, enrolment(code, first.keys), viewers.owner)).code).toBe(
      "DEVICE_KEY_IN_USE",
    );
    expect((await w.answer(enrol, enrolment(code), viewers.owner)).state).toBe("ENROLLED");
  }
});

test("an enrolment code is typed and signed in any of its forms", async () => {
  const w = await createWorld();
  const typed = async (write: (code: string) => string, sign = (code: string) => code) => {
    const { enrolmentCode } = await w.answer(invite, input(), viewers.owner);
    const code = write(enrolmentCode);
    const keys = tillKeys();
    const signature = keys.sign("enrol", [sign(code), keys.publicKey]);
    const { state, code: refusal } = await w.answer(
      enrol,
      enrolment(code, keys, { signature }),
      viewers.owner,
    );
    return state ?? refusal;
  };
  const spaced = (code: string) =>
    ` ${code.slice(0, 6)}-${code.slice(6)}`.replaceAll("0", "o").replaceAll("1", "l");
  expect([
    await typed((code) => code.toLowerCase()),
    await typed(
      (code) => code.toLowerCase(),
      (code) => code.toUpperCase(),
    ),
    await typed(spaced, (code) => code.replace(/[ -]/g, "")),
    await typed(spaced, (code) =>
      code.replace(/[ -]/g, "").replaceAll("o", "0").replaceAll("l", "1").toUpperCase(),
    ),
    await typed(spaced),
  ]).toEqual(["ENROLLED", "ENROLLED", "ENROLLED", "ENROLLED", "INVALID_DEVICE_SIGNATURE"]);
});

test("a code is good for fifteen minutes, and tills are their owner's alone", async () => {
  const w = await createWorld();
  const till = await w.answer(invite, input(), viewers.owner);
  const list = `{ _entities(representations: [{ __typename: "Outlet", id: "${outlet.bakery}" }]) {
    ... on Outlet { devices { totalCount nodes { id enrolmentCode } } } } }`;
  const seen = async (viewer: typeof viewers.owner | null) =>
    (await w.execute(list, {}, viewer)).data._entities[0].devices.totalCount;
  expect(await Promise.all([viewers.owner, viewers.cashier, viewers.otherOwner, visitor].map(seen))).toEqual([
    1, 0, 0, 0,
  ]);
  w.clock.at = new Date(+noon + enrolmentLifetimeMs);
  expect((await w.answer(enrol, enrolment(till.enrolmentCode), viewers.cashier)).code).toBe(
    "INVALID_ENROLMENT",
  );
  expect((await w.execute(list, {}, viewers.owner)).data._entities[0].devices.nodes).toEqual([
    { id: till.id, enrolmentCode: null },
  ]);
  for (const [name, viewer] of Object.entries({ visitor, ...viewers })) {
    const may = viewer?.person === viewers.owner.person;
    const answer = await w.answer(invite, input(), viewer);
    expect([name, answer.code ?? "invited"]).toEqual([
      name,
      may ? "invited" : viewer ? "NOT_ALLOWED" : "NOT_SIGNED_IN",
    ]);
  }
  for (const [path, given] of [
    ["name", { name: "" }],
    ["name", { name: "\u200B" }],
    ["name", { name: "前\u202E台" }],
    ["name", { name: "台".repeat(51) }],
    ["capScans", { capScans: 501 }],
    ["capFen", { capFen: -1 }],
    ["idempotencyKey", { idempotencyKey: "short" }],
  ] as const)
    expect(await w.answer(invite, input(given), viewers.owner)).toMatchObject({ problems: [{ path }] });
});

test("its owner locks, unlocks and revokes a till, each from its state", async () => {
  const w = await createWorld();
  const { id } = await createTill(w);
  const step = async (name: keyof typeof steps, viewer = viewers.owner, of = id) => {
    const { code, state } = await w.answer(steps[name], { id: of }, viewer);
    return code ?? state;
  };
  for (const viewer of [viewers.cashier, viewers.editor, viewers.otherOwner, viewers.worker])
    for (const name of ["lock", "unlock", "revoke"] as const)
      expect(await step(name, viewer)).toBe("NOT_ALLOWED");
  expect(await step("unlock", viewers.owner, "not-a-uuid")).toBe("NOT_FOUND");
  expect([
    await step("unlock"),
    await step("lock"),
    await step("lock"),
    await step("unlock"),
    await step("revoke"),
    await step("unlock"),
  ]).toEqual([
    "WRONG_DEVICE_STATE",
    "LOCKED",
    "WRONG_DEVICE_STATE",
    "ENROLLED",
    "REVOKED",
    "WRONG_DEVICE_STATE",
  ]);
  expect((await w.answer(steps.lock, { id }, viewers.owner)).message).toBe("This device is REVOKED.");
});

test("a till signs what it redeems; nobody can redeem in its name or change what it signed", async () => {
  const w = await createWorld();
  const till = await createTill(w);
  const elsewhere = await createTill(w, { outletId: outlet.secondBakery });
  const { id, code } = await w.claim(await w.addOffer());
  const signed = till.signing({ code, nonce: uuidv7() });
  const token = await qrOf(w, id);
  for (const given of [
    { ...signed, spentFen: 2_000 },
    { ...signed, nonce: uuidv7() },
    { ...signed, code: token },
    { ...signed, device: { ...signed.device, id: elsewhere.id } },
    { ...signed, device: { ...signed.device, id: "not-a-uuid" } },
    { ...signed, device: { ...signed.device, signature: "" } },
  ])
    expect((await w.redeem(code, given)).code).toBe("INVALID_DEVICE_SIGNATURE");
  expect((await w.redeem(code, signed)).__typename).toBe("Redemption");
  expect(await w.db.query.redemptions.findFirst()).toMatchObject({ deviceId: till.id, scannedAt: null });
});

test("a till with which ten codes were guessed within five minutes is locked until its owner unlocks it", async () => {
  const w = await createWorld();
  const till = await createTill(w);
  const offerId = await w.addOffer({ limitPerPerson: 2 });
  const [used, { code }] = [await w.claim(offerId), await w.claim(offerId)];
  const answered = till.signing({ code: used.code, nonce: uuidv7() });
  const redeemed = await w.redeem(used.code, answered);
  const staff = [viewers.cashier, viewers.owner];
  for (let guess = 0; guess < 10; guess++) {
    w.clock.at = new Date(+noon + guess * 29_000);
    const attempt = till.signing({ code: unknownCode, nonce: uuidv7() });
    expect((await w.redeem(unknownCode, attempt, staff[guess % 2])).code).toBe("INVALID_CODE");
  }
  expect(await w.redeem(used.code, answered)).toEqual(redeemed);
  const again = () => w.redeem(code, till.signing({ code, nonce: uuidv7() }));
  expect((await again()).code).toBe("DEVICE_LOCKED");
  w.clock.at = days(1);
  expect((await again()).code).toBe("DEVICE_LOCKED");
  expect((await w.events()).at(-1)).toMatchObject({ name: deviceMoved.name, payload: { to: "LOCKED" } });
  await w.answer(steps.unlock, { id: till.id }, viewers.owner);
  expect((await again()).__typename).toBe("Redemption");
  // Yesterday's are forgotten with the next one.
  w.clock.at = new Date(+days(1) + 300_000);
  await w.redeem(unknownCode);
  expect(await w.db.$count(invalidCodes)).toBe(1);
});

test("a burst of guesses with one till is stopped at ten, however many people type", async () => {
  const w = await createWorld();
  const till = await createTill(w);
  const guess = (viewer: typeof viewers.owner) =>
    w.redeem(unknownCode, till.signing({ code: unknownCode, nonce: uuidv7() }), viewer);
  const answers = await Promise.all(
    [viewers.cashier, viewers.owner].flatMap((viewer) => Array.from({ length: 9 }, () => guess(viewer))),
  );
  const codes = answers.map(({ code }) => code as string);
  expect(codes.filter((code) => code === "INVALID_CODE")).toHaveLength(10);
  expect(codes.filter((code) => code === "DEVICE_LOCKED")).toHaveLength(8);
});
