import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import {
  requestVerification,
  refuseResidence,
  verifyResidence,
} from "../verifications/verification.actions.ts";
import {
  NothingToVerify,
  OwnHome,
  SecondPersonNeeded,
  StillVerified,
  VerificationUnderWay,
} from "../verifications/verification.errors.ts";
import { GuardianNeeded } from "../guardianships/guardianship.errors.ts";
import { moveHome, reportResidence } from "./residence.actions.ts";
import { HomeAlreadyReported, ResidenceEnded } from "./residence.errors.ts";
import { Residence, Tenure } from "./residence.graphql.ts";

refusalTypes(builder, UserError, [
  [ResidenceEnded, "Somebody no longer lives there (居住已结束)."],
  [NothingToVerify, "Nobody waits for a verification of the home (没有待核验的申请)."],
  [VerificationUnderWay, "A verification of the home is under way (核验进行中)."],
  [OwnHome, "Nobody verifies their own home (不可自行核验)."],
  [SecondPersonNeeded, "Somebody else has to look at it (需他人复核)."],
]);
builder.objectType(HomeAlreadyReported, {
  name: "HomeAlreadyReported",
  description: "The home was reported before (已登记过该住处).",
  interfaces: [UserError],
  fields: (t) => ({
    residenceId: t.exposeID("residenceId", { description: "As which residence (居住信息编号)." }),
  }),
});
builder.objectType(StillVerified, {
  name: "StillVerified",
  description: "The last verification still holds for long (核验仍有效).",
  interfaces: [UserError],
  fields: (t) => ({
    until: t.expose("until", { type: "DateTime", description: "Until when (有效期截止)." }),
  }),
});

const idempotencyKey = {
  required: true,
  description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
} as const;
const id = { required: true, description: "The home's id (居住信息编号)." } as const;
const home = {
  buildingId: { required: true, description: "The building (楼宇)." },
  room: { required: true, description: "The door, as it is written on it (室)." },
  tenure: { type: Tenure, required: true, description: "By what right (居住身份)." },
  since: { type: "Date", required: true, description: "Since when, today at the latest (开始日期)." },
} as const;

builder.mutationField("reportResidence", (t) =>
  t.errorUnionField({
    description: "Reports a home, which a worker then verifies (登记住处).",
    types: [
      Residence,
      NotSignedIn,
      NotAllowed,
      GuardianNeeded,
      NotFound,
      InvalidInput,
      HomeAlreadyReported,
      IdempotencyKeyReused,
    ],
    union: { name: "ReportResidenceResult", description: "The home, or why not (结果)." },
    args: {
      personId: t.arg.id({
        description: "A child in one's care, or whom one helps; oneself unless said (住户).",
      }),
      buildingId: t.arg.id(home.buildingId),
      room: t.arg.string(home.room),
      tenure: t.arg(home.tenure),
      since: t.arg(home.since),
      idempotencyKey: t.arg.string(idempotencyKey),
    },
    resolve: (_root, args, context) => reportResidence(context, args),
  }),
);
builder.mutationField("moveHome", (t) =>
  t.errorUnionField({
    description: "Ends a home and reports the next, both or neither (搬家).",
    types: [
      Residence,
      NotSignedIn,
      GuardianNeeded,
      NotFound,
      InvalidInput,
      HomeAlreadyReported,
      ResidenceEnded,
      IdempotencyKeyReused,
    ],
    union: { name: "MoveHomeResult", description: "The new home, or why not (结果)." },
    args: {
      residenceId: t.arg.id({ required: true, description: "The home that is left (原居住信息编号)." }),
      buildingId: t.arg.id(home.buildingId),
      room: t.arg.string(home.room),
      tenure: t.arg(home.tenure),
      since: t.arg(home.since),
      idempotencyKey: t.arg.string(idempotencyKey),
    },
    resolve: (_root, args, context) => moveHome(context, args),
  }),
);
builder.mutationField("requestVerification", (t) =>
  t.errorUnionField({
    description: "Asks for a home to be verified again (申请重新核验).",
    types: [
      Residence,
      NotSignedIn,
      NotFound,
      InvalidInput,
      ResidenceEnded,
      VerificationUnderWay,
      StillVerified,
      IdempotencyKeyReused,
    ],
    union: { name: "RequestVerificationResult", description: "The home, or why not (结果)." },
    args: { residenceId: t.arg.id(id), idempotencyKey: t.arg.string(idempotencyKey) },
    resolve: (_root, args, context) => requestVerification(context, args),
  }),
);

const deciding = [
  Residence,
  NotSignedIn,
  NotAllowed,
  NotFound,
  OwnHome,
  ResidenceEnded,
  NothingToVerify,
  SecondPersonNeeded,
] as const;
builder.mutationField("verifyResidence", (t) =>
  t.errorUnionField({
    description: "Verifies a home in one's scope, or leaves it to a second person (通过核验).",
    types: [...deciding],
    union: { name: "VerifyResidenceResult", description: "The home, or why not (结果)." },
    args: { id: t.arg.id(id) },
    resolve: (_root, args, context) => verifyResidence(context, args.id),
  }),
);
builder.mutationField("refuseResidence", (t) =>
  t.errorUnionField({
    description: "Refuses to verify a home in one's scope, with a reason (不予核验).",
    types: [...deciding, InvalidInput],
    union: { name: "RefuseResidenceResult", description: "The home, or why not (结果)." },
    args: {
      id: t.arg.id(id),
      reason: t.arg.string({ required: true, description: "Why, 1 to 500 characters (原因)." }),
    },
    resolve: (_root, args, context) => refuseResidence(context, args.id, args.reason),
  }),
);
