import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Outlet } from "../merchants/merchant.graphql.ts";
import { OutletRetired } from "../outlets/outlet.errors.ts";
import {
  enrolDevice,
  enrolmentCodeOf,
  inviteDevice,
  lockDevice,
  revokeDevice,
  unlockDevice,
} from "./device.actions.ts";
import {
  DeviceKeyInUse,
  DeviceLocked,
  InvalidDeviceSignature,
  InvalidEnrolment,
  WrongDeviceState,
} from "./device.errors.ts";
import { deviceState, type deviceStates, devicesShownTo } from "./device.rules.ts";

const DeviceState = builder.enumType("DeviceState", {
  description: "Where a till stands (设备状态).",
  values: {
    INVITED: { description: "Has not enrolled yet (待登记)." },
    ENROLLED: { description: "Redeems (已登记)." },
    LOCKED: { description: "Does not redeem until it is unlocked (已锁定)." },
    REVOKED: { description: "Has ended for good (已停用)." },
  } satisfies Record<(typeof deviceStates)[number], object>,
});

export const Device = builder.drizzleObject("devices", {
  name: "Device",
  description: "A till of an outlet (收银设备).",
  isTypeOf: (value) => value instanceof Object && "invitedAt" in value,
  select: { columns: { id: true, invitedAt: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.exposeString("name", { description: "What its owner calls it (名称)." }),
    state: t.field({
      type: DeviceState,
      description: "Where it stands (状态).",
      select: { columns: { publicKey: true, lockedAt: true, revokedAt: true } },
      resolve: (device) => deviceState(device),
    }),
    outlet: t.relation("outlet", { type: Outlet, description: "Where it stands in town (门店)." }),
    capScans: t.exposeInt("capScans", {
      description: "Coupons it may redeem without a connection within a day (离线核销张数上限).",
    }),
    capFen: t.expose("capFen", {
      type: "Fen",
      description: "What these may save together (离线核销金额上限).",
    }),
    enrolledAt: t.expose("enrolledAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when it is enrolled (登记时间).",
    }),
    lockedAt: t.expose("lockedAt", {
      type: "DateTime",
      nullable: true,
      description: "Since when it is locked; null while it is not (锁定时间).",
    }),
    enrolmentCode: t.string({
      nullable: true,
      description: "The code by which it enrols, to its owner, for 15 minutes (登记码).",
      select: {
        columns: {
          id: true,
          merchantId: true,
          outletId: true,
          publicKey: true,
          invitedAt: true,
          revokedAt: true,
        },
      },
      resolve: (device, _args, context) => enrolmentCodeOf(context, device),
    }),
  }),
});

builder.drizzleObjectField(Outlet, "devices", (t) =>
  t.relatedConnection("devices", {
    type: Device,
    description: "Its tills, to the merchant's owner (收银设备).",
    totalCount: true,
    query: (_args, { viewer, now }) => ({
      where: devicesShownTo(viewer?.person ?? null, now()),
      orderBy: { invitedAt: "asc", id: "asc" },
    }),
  }),
);

refusalTypes(builder, UserError, [
  [InvalidEnrolment, "The enrolment code is none or too old (登记码无效)."],
  [InvalidDeviceSignature, "Not signed by a till of this outlet (设备签名无效)."],
  [DeviceKeyInUse, "The key is another till's, or was (设备密钥已被使用)."],
  [DeviceLocked, "The till is locked (设备已锁定)."],
]);
builder.objectType(WrongDeviceState, {
  name: "WrongDeviceState",
  description: "The till is in another state (设备状态不符).",
  interfaces: [UserError],
  fields: (t) => ({
    state: t.expose("state", { type: DeviceState, description: "The state that it is in (当前状态)." }),
  }),
});

const InviteDeviceInput = builder.inputType("InviteDeviceInput", {
  description: "A till to be enrolled (登记设备).",
  fields: (t) => ({
    outletId: t.id({ required: true, description: "Where it will stand (门店)." }),
    name: t.string({ required: true, description: "What to call it, 1 to 50 characters (名称)." }),
    capScans: t.int({
      description:
        "Coupons it may redeem without a connection within a day, 50 unless said, 500 at most (离线核销张数上限).",
    }),
    capFen: t.field({
      type: "Fen",
      description: "What these may save together, 2,000 yuan unless said, 50,000 at most (离线核销金额上限).",
    }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
    }),
  }),
});
builder.mutationField("inviteDevice", (t) =>
  t.errorUnionField({
    description: "Makes a till known, which then enrols with its code, by the merchant's owner (添加设备).",
    types: [Device, NotSignedIn, NotAllowed, InvalidInput, OutletRetired, IdempotencyKeyReused],
    union: { name: "InviteDeviceResult", description: "The till, or why not (结果)." },
    args: { input: t.arg({ type: InviteDeviceInput, required: true, description: "The till (设备)." }) },
    resolve: (_root, { input: { capScans, capFen, ...input } }, context) =>
      inviteDevice(context, { ...input, capScans: capScans ?? undefined, capFen: capFen ?? undefined }),
  }),
);

const EnrolDeviceInput = builder.inputType("EnrolDeviceInput", {
  description: "A till that enrols (设备登记).",
  fields: (t) => ({
    code: t.string({ required: true, description: "The code that the owner has made (登记码)." }),
    publicKey: t.string({
      required: true,
      description: "The till's Ed25519 public key: 32 bytes, base64url (公钥).",
    }),
    signature: t.string({
      required: true,
      description:
        "Of `enrol`, the code without spaces or dashes, and the public key, with that key; base64url (签名).",
    }),
  }),
});
builder.mutationField("enrolDevice", (t) =>
  t.errorUnionField({
    description: "Enrols a till with its code, by somebody who works at the outlet (登记设备).",
    types: [
      Device,
      NotSignedIn,
      NotAllowed,
      InvalidInput,
      InvalidEnrolment,
      InvalidDeviceSignature,
      DeviceKeyInUse,
      OutletRetired,
    ],
    union: { name: "EnrolDeviceResult", description: "The till, or why not (结果)." },
    args: { input: t.arg({ type: EnrolDeviceInput, required: true, description: "The till (设备)." }) },
    resolve: (_root, { input }, context) => enrolDevice(context, input),
  }),
);

const steps = [
  ["lockDevice", lockDevice, "Keeps a till from redeeming, by the merchant's owner (锁定设备)."],
  ["unlockDevice", unlockDevice, "Lets a locked till redeem again, by the merchant's owner (解锁设备)."],
  ["revokeDevice", revokeDevice, "Ends a till for good, by the merchant's owner (停用设备)."],
] as const;
for (const [name, step, description] of steps) {
  builder.mutationField(name, (t) =>
    t.errorUnionField({
      description,
      types: [Device, NotSignedIn, NotAllowed, NotFound, WrongDeviceState],
      union: {
        name: `${name[0]!.toUpperCase()}${name.slice(1)}Result`,
        description: "The till, or why not (结果).",
      },
      args: { id: t.arg.id({ required: true, description: "The till's id (设备编号)." }) },
      resolve: (_root, { id }, context) => step(context, id),
    }),
  );
}
