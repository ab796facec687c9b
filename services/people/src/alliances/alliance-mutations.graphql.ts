import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { RotationInput } from "../chair-terms/rotation.graphql.ts";
import { admitSeat, dissolveAlliance, formAlliance, leaveSeat } from "./alliance.actions.ts";
import {
  AllianceDissolved,
  AllianceFull,
  AlreadySeated,
  BaseSeatStays,
  LastPartnerStays,
  SeatLeft,
  SeatNotFitting,
} from "./alliance.errors.ts";
import { Alliance, AllianceSeat } from "./alliance.graphql.ts";

refusalTypes(builder, UserError, [
  [AllianceDissolved, "The alliance has an end (联盟已解散)."],
  [AllianceFull, "The alliance has as many seats as one can have (席位已满)."],
  [AlreadySeated, "The organization has a seat in this alliance (已有席位)."],
  [BaseSeatStays, "An alliance keeps its base; dissolve it instead (基层席位不可退出)."],
  [LastPartnerStays, "An alliance keeps a partner; dissolve it instead (最后的伙伴不可退出)."],
  [SeatLeft, "The seat is given up already (席位已退出)."],
  [SeatNotFitting, "The organization cannot take such a seat (组织类型不符)."],
]);
const key = { required: true, description: "8 to 100 characters, new for each wish (请求键)." } as const;

const NewAlliance = builder.inputType("NewAlliance", {
  description: "A new alliance (新联盟).",
  fields: (t) => ({
    name: t.string({ required: true, description: "1 to 100 characters (名称)." }),
    placeId: t.id({ required: true, description: "Where it stands (所在地点)." }),
    baseId: t.id({ required: true, description: "A grassroots league organization (基层团组织)." }),
    partnerIds: t.idList({
      required: true,
      description:
        "League organizations of industry or enterprise, in the order of their turns (行业、企业团组织).",
    }),
    formedOn: t.field({
      type: "Date",
      description: "Its first day, in the past too; today unless said (成立日期).",
    }),
    rotation: t.field({
      type: RotationInput,
      description: "How the chair rotates; the site's usual way unless said (轮值办法).",
    }),
    idempotencyKey: t.string(key),
  }),
});

const NewSeat = builder.inputType("NewAllianceSeat", {
  description: "A new partner of an alliance (新席位).",
  fields: (t) => ({
    organizationId: t.id({
      required: true,
      description: "A league organization of industry or enterprise (团组织).",
    }),
    joinsOn: t.field({
      type: "Date",
      description: "Its first day, from today on; today unless said (加入日期).",
    }),
    idempotencyKey: t.string(key),
  }),
});

builder.mutationField("formAlliance", (t) =>
  t.errorUnionField({
    description: "Forms an alliance; like any body it works once it has a charter (成立联盟).",
    types: [Alliance, NotSignedIn, NotAllowed, NotFound, InvalidInput, IdempotencyKeyReused, SeatNotFitting],
    union: { name: "FormAllianceResult", description: "The alliance, or why not (结果)." },
    args: { input: t.arg({ type: NewAlliance, required: true, description: "The alliance (联盟)." }) },
    resolve: (_root, { input }, context) => formAlliance(context, input),
  }),
);
builder.mutationField("admitSeat", (t) =>
  t.errorUnionField({
    description: "Admits a partner, at the tail of the rotation (接纳席位).",
    types: [
      AllianceSeat,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      SeatNotFitting,
      AlreadySeated,
      AllianceFull,
      AllianceDissolved,
    ],
    union: { name: "AdmitSeatResult", description: "The seat, or why not (结果)." },
    args: {
      allianceId: t.arg.id({ required: true, description: "The alliance (联盟编号)." }),
      input: t.arg({ type: NewSeat, required: true, description: "The partner (新席位)." }),
    },
    resolve: (_root, { allianceId, input }, context) => admitSeat(context, allianceId, input),
  }),
);
builder.mutationField("leaveSeat", (t) =>
  t.errorUnionField({
    description: "Gives a seat up; the last partner's and the base's stay (退出席位).",
    types: [
      AllianceSeat,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      SeatLeft,
      BaseSeatStays,
      LastPartnerStays,
    ],
    union: { name: "LeaveSeatResult", description: "The seat, or why not (结果)." },
    args: {
      seatId: t.arg.id({ required: true, description: "The seat (席位编号)." }),
      leavesOn: t.arg({
        type: "Date",
        description: "The day after its last; tomorrow unless said (退出日期).",
      }),
    },
    resolve: (_root, { seatId, leavesOn }, context) => leaveSeat(context, seatId, leavesOn),
  }),
);
builder.mutationField("dissolveAlliance", (t) =>
  t.errorUnionField({
    description: "Dissolves an alliance with all its seats (解散联盟).",
    types: [Alliance, NotSignedIn, NotAllowed, NotFound, InvalidInput, AllianceDissolved],
    union: { name: "DissolveAllianceResult", description: "The alliance, or why not (结果)." },
    args: {
      id: t.arg.id({ required: true, description: "The alliance (联盟编号)." }),
      reason: t.arg.string({ required: true, description: "Why, 1 to 500 characters (原因)." }),
      dissolvesOn: t.arg({
        type: "Date",
        description: "The day after its last; tomorrow unless said (解散日期).",
      }),
    },
    resolve: (_root, { id, reason, dissolvesOn }, context) =>
      dissolveAlliance(context, id, reason, dissolvesOn),
  }),
);
