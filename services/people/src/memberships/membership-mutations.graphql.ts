import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { appoint, dismiss, resign } from "./membership.actions.ts";
import { NotByAppointment, PostNotThere, PostTaken, SelfAppointment, TermOver } from "./membership.errors.ts";
import { Membership } from "./membership.graphql.ts";

refusalTypes(builder, UserError, [
  [PostTaken, "Somebody holds the post in that time (岗位已有人)."],
  [PostNotThere, "The post or its organization does not exist in that time (岗位不存在于该时段)."],
  [SelfAppointment, "Nobody appoints oneself to a post that gives rights (不可自我任命)."],
  [NotByAppointment, "The post is taken by the rules of its body (不以任命产生)."],
  [TermOver, "The term is over (任期已结束)."],
]);

const AppointInput = builder.inputType("AppointInput", {
  description: "An appointment to a post for a term (任命).",
  fields: (t) => ({
    postId: t.id({ required: true, description: "To which post (岗位)." }),
    personId: t.id({ required: true, description: "Who (任职人)." }),
    onBehalfOfId: t.id({ description: "For which organization that person speaks (代表组织)." }),
    startsOn: t.field({ type: "Date", required: true, description: "The first day (任职起始日)." }),
    endsOn: t.field({ type: "Date", description: "The day from which it is over (任职终止日)." }),
    idempotencyKey: t.string({
      required: true,
      description: "Made anew for each wish, kept for its repetitions (请求键).",
    }),
  }),
});

builder.mutationField("appoint", (t) =>
  t.errorUnionField({
    description: "Appoints somebody to a post (任命).",
    types: [
      Membership,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      IdempotencyKeyReused,
      PostTaken,
      PostNotThere,
      SelfAppointment,
      NotByAppointment,
    ],
    union: { name: "AppointResult", description: "The term, or why not (结果)." },
    args: {
      input: t.arg({ type: AppointInput, required: true, description: "The appointment (任命内容)." }),
    },
    resolve: (_root, { input }, context) => appoint(context, input),
  }),
);

const ending = {
  types: [Membership, NotSignedIn, NotAllowed, NotFound, InvalidInput, TermOver],
} as const;
const id = { required: true, description: "The term's id (任职编号)." } as const;
const on = { type: "Date", description: "From which day on; today unless said (离任日期)." } as const;

builder.mutationField("resign", (t) =>
  t.errorUnionField({
    description: "Leaves a post that one holds (辞任).",
    types: [...ending.types],
    union: { name: "ResignResult", description: "The term, or why not (结果)." },
    args: { id: t.arg.id(id), on: t.arg(on) },
    resolve: (_root, args, context) => resign(context, args.id, args.on ?? null),
  }),
);

builder.mutationField("dismiss", (t) =>
  t.errorUnionField({
    description: "Takes somebody out of a post (免职).",
    types: [...ending.types],
    union: { name: "DismissResult", description: "The term, or why not (结果)." },
    args: { id: t.arg.id(id), on: t.arg(on) },
    resolve: (_root, args, context) => dismiss(context, args.id, args.on ?? null),
  }),
);
