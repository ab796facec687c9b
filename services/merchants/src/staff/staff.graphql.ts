import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { AdultsOnly, WrongMerchantState } from "../merchants/merchant.errors.ts";
import { Merchant, Outlet } from "../merchants/merchant.graphql.ts";
import type { staffRoles } from "../merchants/merchant.rules.ts";
import { Person } from "../people/person.graphql.ts";
import { dismissStaff, leaveMerchant } from "./staff.actions.ts";
import {
  AlreadyStaff,
  InvalidInvitation,
  LastOwner,
  NoLongerStaff,
  WrongInvitationState,
} from "./staff.errors.ts";
import {
  expiryOf,
  invitationState,
  type invitationStates,
  invitationsShownTo,
  staffShownTo,
} from "./staff.rules.ts";
import {
  acceptStaffInvitation,
  codeOfInvitation,
  inviteStaff,
  withdrawStaffInvitation,
} from "./staff-invitation.actions.ts";

const StaffRole = builder.enumType("StaffRole", {
  description: "What somebody does for a merchant (店员角色).",
  values: {
    OWNER: { description: "Decides everything there (店主)." },
    EDITOR: { description: "Writes offers (编辑)." },
    CASHIER: { description: "Redeems coupons (收银员)." },
  } satisfies Record<(typeof staffRoles)[number], object>,
});
const InvitationState = builder.enumType("StaffInvitationState", {
  description: "Where an invitation stands (邀请状态).",
  values: {
    OPEN: { description: "Can be accepted (待接受)." },
    ACCEPTED: { description: "Was accepted (已接受)." },
    WITHDRAWN: { description: "Was taken back (已撤回)." },
    EXPIRED: { description: "Was not accepted in time (已过期)." },
  } satisfies Record<(typeof invitationStates)[number], object>,
});

const outletOf = "The one shop; null: any (门店).";
export const MerchantStaff = builder.drizzleObject("merchantStaff", {
  name: "MerchantStaff",
  description: "Somebody's work for a merchant (店员).",
  isTypeOf: (value) => value instanceof Object && "personId" in value,
  select: { columns: { id: true, personId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    role: t.expose("role", { type: StaffRole, description: "As what (角色)." }),
    outlet: t.relation("outlet", { type: Outlet, nullable: true, description: outletOf }),
    from: t.expose("from", { type: "DateTime", description: "Since when (开始时间)." }),
    until: t.expose("until", {
      type: "DateTime",
      nullable: true,
      description: "When it ended; null while it goes on (结束时间).",
    }),
    person: t.field({
      type: Person,
      description: "Who (人).",
      resolve: ({ personId }) => ({ id: personId }),
    }),
  }),
});
const StaffInvitation = builder.drizzleObject("staffInvitations", {
  name: "StaffInvitation",
  description: "An invitation to work for a merchant (店员邀请).",
  isTypeOf: (value) => value instanceof Object && "codeHash" in value,
  select: { columns: { id: true, codeHash: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    role: t.expose("role", { type: StaffRole, description: "As what (角色)." }),
    outlet: t.relation("outlet", { type: Outlet, nullable: true, description: outletOf }),
    state: t.field({
      type: InvitationState,
      description: "Where it stands (状态).",
      select: { columns: { invitedAt: true, acceptedAt: true, withdrawnAt: true } },
      resolve: (invitation, _args, { now }) => invitationState(invitation, now()),
    }),
    invitedAt: t.expose("invitedAt", { type: "DateTime", description: "When it was made (邀请时间)." }),
    expiresAt: t.field({
      type: "DateTime",
      description: "It can be accepted before this (有效期至).",
      select: { columns: { invitedAt: true } },
      resolve: expiryOf,
    }),
    invitationCode: t.string({
      nullable: true,
      description: "What the invited person types, while it can be accepted (邀请码).",
      select: { columns: { id: true, invitedAt: true, acceptedAt: true, withdrawnAt: true } },
      // Whoever sees the invitation at all made it, or owns the merchant.
      resolve: (invitation, _args, context) => codeOfInvitation(context, invitation),
    }),
  }),
});

builder.drizzleObjectFields(Merchant, (t) => ({
  staff: t.relatedConnection("staff", {
    type: MerchantStaff,
    description:
      "Who works and has worked for it, to its owners; to others what they do there themselves (店员).",
    totalCount: true,
    query: (_args, { viewer, now }) => ({
      where: staffShownTo(viewer?.person ?? null, now()),
      orderBy: { from: "asc", id: "asc" },
    }),
  }),
  staffInvitations: t.relatedConnection("invitations", {
    type: StaffInvitation,
    description:
      "Invitations to work for it, the newest first, to its owners and to who made one (店员邀请).",
    totalCount: true,
    query: (_args, { viewer, now }) => ({
      where: invitationsShownTo(viewer?.person ?? null, now()),
      orderBy: { invitedAt: "desc", id: "desc" },
    }),
  }),
}));

refusalTypes(builder, UserError, [
  [InvalidInvitation, "The code is none, or not good any more (邀请码无效)."],
  [AlreadyStaff, "One works there as that already (已是店员)."],
  [LastOwner, "A merchant keeps one owner (至少保留一位店主)."],
  [NoLongerStaff, "The work has ended before (已离职)."],
]);
builder.objectType(WrongInvitationState, {
  name: "WrongInvitationState",
  description: "The invitation is no longer open (邀请状态不符).",
  interfaces: [UserError],
  fields: (t) => ({
    state: t.expose("state", { type: InvitationState, description: "Where it stands (状态)." }),
  }),
});

const InviteStaffInput = builder.inputType("InviteStaffInput", {
  description: "Whom a merchant looks for (店员邀请).",
  fields: (t) => ({
    merchantId: t.id({ required: true, description: "For which merchant (商家)." }),
    role: t.field({ type: StaffRole, required: true, description: "As what (角色)." }),
    outletId: t.id({ description: "For cashiers: the one shop; any unless said (门店)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters; made anew for each wish (请求键).",
    }),
  }),
});

builder.mutationFields((t) => ({
  inviteStaff: t.errorUnionField({
    description:
      "Invites somebody to work for a merchant, by its owner, with a code for that person alone; where it has no owner, those who may resume it invite one (邀请店员).",
    types: [
      StaffInvitation,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      WrongMerchantState,
    ],
    union: { name: "InviteStaffResult", description: "The invitation, or why not (结果)." },
    args: { input: t.arg({ type: InviteStaffInput, required: true, description: "Whom (邀请)." }) },
    resolve: (_root, { input }, context) => inviteStaff(context, input),
  }),
  withdrawStaffInvitation: t.errorUnionField({
    description: "Takes an invitation back that nobody has accepted, by an owner or who made it (撤回邀请).",
    types: [StaffInvitation, NotSignedIn, NotAllowed, NotFound, WrongInvitationState],
    union: { name: "WithdrawStaffInvitationResult", description: "The invitation, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The invitation's id (邀请编号)." }) },
    resolve: (_root, { id }, context) => withdrawStaffInvitation(context, id),
  }),
  acceptStaffInvitation: t.errorUnionField({
    description: "Accepts an invitation by its code, within 7 days (接受邀请).",
    types: [MerchantStaff, NotSignedIn, InvalidInvitation, AdultsOnly, AlreadyStaff],
    union: { name: "AcceptStaffInvitationResult", description: "One's work, or why not (结果)." },
    args: { code: t.arg.string({ required: true, description: "The code, as typed (邀请码)." }) },
    resolve: (_root, { code }, context) => acceptStaffInvitation(context, code),
  }),
  dismissStaff: t.errorUnionField({
    description: "Ends somebody's work at once, by an owner (辞退店员).",
    types: [MerchantStaff, NotSignedIn, NotAllowed, NotFound, LastOwner, NoLongerStaff],
    union: { name: "DismissStaffResult", description: "The work that has ended, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The entry's id (店员编号)." }) },
    resolve: (_root, { id }, context) => dismissStaff(context, id),
  }),
  leaveMerchant: t.errorUnionField({
    description: "Ends one's own work for a merchant (离职).",
    types: [Merchant, NotSignedIn, NotAllowed, NotFound, LastOwner],
    union: { name: "LeaveMerchantResult", description: "The merchant, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The merchant's id (商家编号)." }) },
    resolve: (_root, { id }, context) => leaveMerchant(context, id),
  }),
}));
