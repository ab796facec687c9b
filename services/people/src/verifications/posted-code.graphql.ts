import { dateIn, IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { onlyForWorkersOf } from "../residences/residence.actions.ts";
import { ResidenceEnded } from "../residences/residence.errors.ts";
import { Residence } from "../residences/residence.graphql.ts";
import {
  confirmPostedCode,
  printLetter,
  type PrintedLetter as Printed,
  requestPostedCode,
} from "./posted-code.actions.ts";
import { PostedCodeUnderWay, WrongPostedCode } from "./posted-code.errors.ts";
import { NothingToVerify, OwnHome } from "./verification.errors.ts";

refusalTypes(builder, UserError, [
  [PostedCodeUnderWay, "A letter with a code is on its way to the home (验证信函已在途)."],
  [WrongPostedCode, "The code verifies no home of the viewer's (验证码无效)."],
]);

const PostedCode = builder.drizzleObject("postedCodes", {
  name: "PostedCode",
  description: "A letter to a household with a code for one use; the code never shows here (信函验证码).",
  isTypeOf: (value) => value instanceof Object && "verificationId" in value,
  select: { columns: { id: true, verificationId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    place: t.relation("place", { description: "The building to which it goes (楼宇)." }),
    requestedAt: t.expose("requestedAt", {
      type: "DateTime",
      description: "When it was asked for (申请时间).",
    }),
    printedAt: t.expose("printedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was last printed; null while it waits (打印时间).",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description: "Its code counts before this; null while it waits (失效时间).",
    }),
  }),
});

const PrintedLetter = builder.objectRef<Printed>("PrintedLetter").implement({
  description: "What a letter needs that is printed now, shown this one time (已打印的信函).",
  isTypeOf: (value) => value instanceof Object && "letter" in value && "room" in value,
  fields: (t) => ({
    letter: t.field({
      type: PostedCode,
      description: "Which letter (信函).",
      resolve: ({ letter }) => letter,
    }),
    code: t.exposeString("code", { description: "The code, to be put into the letter (验证码)." }),
    room: t.exposeString("room", { description: "The door to which it goes (室)." }),
  }),
});

builder.queryField("lettersToPost", (t) =>
  t.drizzleConnection({
    type: PostedCode,
    nullable: true,
    description:
      "The letters in a place that wait to be printed, the oldest first, to its workers (待寄信函).",
    args: { placeId: t.arg.id({ required: true, description: "The place (地点)." }) },
    async resolve(query, _root, { placeId }, context) {
      const refusal = await onlyForWorkersOf(context, placeId);
      if (refusal) throw refusal;
      return context.db.query.postedCodes.findMany(
        query({
          columns: { id: true, verificationId: true },
          where: {
            printedAt: { isNull: true },
            voidedAt: { isNull: true },
            verification: { state: "REPORTED" },
            residence: {
              place: { path: { id: placeId } },
              OR: [{ endsOn: { isNull: true } }, { endsOn: { gt: dateIn(context.now()) } }],
            },
          },
          orderBy: { id: "asc" },
        }),
      );
    },
  }),
);

const residenceId = { required: true, description: "The home's id (居住信息编号)." } as const;

builder.mutationField("requestPostedCode", (t) =>
  t.errorUnionField({
    description:
      "Asks for a letter with a code to one's home that waits for its verification (申请信函验证码).",
    types: [
      PostedCode,
      NotSignedIn,
      NotFound,
      InvalidInput,
      ResidenceEnded,
      NothingToVerify,
      PostedCodeUnderWay,
      IdempotencyKeyReused,
    ],
    union: { name: "RequestPostedCodeResult", description: "The letter, or why not (结果)." },
    args: {
      residenceId: t.arg.id(residenceId),
      idempotencyKey: t.arg.string({
        required: true,
        description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
      }),
    },
    resolve: (_root, args, context) => requestPostedCode(context, args),
  }),
);
builder.mutationField("printLetter", (t) =>
  t.errorUnionField({
    description: "Makes the code of a letter in one's scope, and voids the one before (打印验证信函).",
    types: [PrintedLetter, NotSignedIn, NotAllowed, NotFound, OwnHome, ResidenceEnded, NothingToVerify],
    union: { name: "PrintLetterResult", description: "What the letter needs, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The letter's id (信函编号)." }) },
    resolve: (_root, { id }, context) => printLetter(context, id),
  }),
);
builder.mutationField("confirmPostedCode", (t) =>
  t.errorUnionField({
    description: "Verifies one's home by the code that was posted to it (凭信函验证码核验).",
    types: [Residence, NotSignedIn, WrongPostedCode],
    union: { name: "ConfirmPostedCodeResult", description: "The home, or why not (结果)." },
    args: {
      residenceId: t.arg.id(residenceId),
      code: t.arg.string({ required: true, description: "The code, as it stands in the letter (验证码)." }),
    },
    resolve: (_root, { residenceId: home, code }, context) => confirmPostedCode(context, home, code),
  }),
);
