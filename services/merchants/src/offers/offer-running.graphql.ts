import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { NoBudget, PausedByOthers, Stale, StockTooLow, WrongOfferState } from "./offer.errors.ts";
import { Offer, OfferHoldType, TerminationType } from "./offer.graphql.ts";
import { pauseOffer, resumeOffer, terminateOffer } from "./offer-running.actions.ts";
import { addOfferBudget, addOfferStock, reduceOfferStock } from "./offer-supply.actions.ts";

builder.objectType(PausedByOthers, {
  name: "PausedByOthers",
  description: "Whoever paused the offer has to resume it (由他方暂停).",
  interfaces: [UserError],
  fields: (t) => ({
    by: t.expose("by", { type: OfferHoldType, description: "Who that is (暂停方)." }),
  }),
});
refusalTypes(builder, UserError, [
  [StockTooLow, "The stock falls neither below what is issued nor below one (库存过低)."],
  [NoBudget, "The offer has no budget that could grow (未设预算)."],
]);

const offerId = { required: true, description: "The offer's id (优惠编号)." } as const;
const reason = { required: true, description: "Why, 1 to 1,000 characters (原因)." } as const;
const idempotencyKey = {
  required: true,
  description: "8 to 100 characters, made anew for each wish and kept for its repetitions (请求键).",
} as const;

builder.mutationField("pauseOffer", (t) =>
  t.errorUnionField({
    description: "Stops claims for a while, by its owner, a reviewer or the platform (暂停优惠).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongOfferState, Stale],
    union: { name: "PauseOfferResult", description: "The offer, or why not (结果)." },
    args: { id: t.arg.id(offerId), reason: t.arg.string(reason) },
    resolve: (_root, args, context) => pauseOffer(context, args),
  }),
);
builder.mutationField("resumeOffer", (t) =>
  t.errorUnionField({
    description:
      "Lets claims go on; a reviewer's or the platform's pause is not the owner's to lift (恢复优惠).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongOfferState, Stale, PausedByOthers],
    union: { name: "ResumeOfferResult", description: "The offer, or why not (结果)." },
    args: { id: t.arg.id(offerId), reason: t.arg.string(reason) },
    resolve: (_root, args, context) => resumeOffer(context, args),
  }),
);
builder.mutationField("terminateOffer", (t) =>
  t.errorUnionField({
    description: "Ends an offer before its time, by its owner or the platform (终止优惠).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongOfferState, Stale],
    union: { name: "TerminateOfferResult", description: "The offer, or why not (结果)." },
    args: {
      id: t.arg.id(offerId),
      issued: t.arg({
        type: TerminationType,
        required: true,
        description: "What becomes of what was claimed (已领取的券).",
      }),
      reason: t.arg.string({
        required: true,
        description: "Why, 1 to 1,000 characters; holders read it (原因, 持券人可见).",
      }),
    },
    resolve: (_root, args, context) => terminateOffer(context, args),
  }),
);
builder.mutationField("addOfferStock", (t) =>
  t.errorUnionField({
    description: "Adds stock to an offer that is not over, by its owner (增加库存).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, InvalidInput, WrongOfferState, IdempotencyKeyReused],
    union: { name: "AddOfferStockResult", description: "The offer, or why not (结果)." },
    args: {
      id: t.arg.id(offerId),
      count: t.arg.int({
        required: true,
        description: "How many more, 1,000,000 in all at most (增加数量).",
      }),
      idempotencyKey: t.arg.string(idempotencyKey),
    },
    resolve: (_root, args, context) => addOfferStock(context, args),
  }),
);
builder.mutationField("reduceOfferStock", (t) =>
  t.errorUnionField({
    description: "Takes stock away that nobody has claimed, by its owner (减少库存).",
    types: [
      Offer,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      WrongOfferState,
      StockTooLow,
      IdempotencyKeyReused,
    ],
    union: { name: "ReduceOfferStockResult", description: "The offer, or why not (结果)." },
    args: {
      id: t.arg.id(offerId),
      count: t.arg.int({ required: true, description: "How many fewer (减少数量)." }),
      idempotencyKey: t.arg.string(idempotencyKey),
    },
    resolve: (_root, args, context) => reduceOfferStock(context, args),
  }),
);
builder.mutationField("addOfferBudget", (t) =>
  t.errorUnionField({
    description: "Adds to the budget of an offer that has one and is not over, by its owner (增加预算).",
    types: [
      Offer,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      WrongOfferState,
      NoBudget,
      IdempotencyKeyReused,
    ],
    union: { name: "AddOfferBudgetResult", description: "The offer, or why not (结果)." },
    args: {
      id: t.arg.id(offerId),
      amountFen: t.arg({ type: "Fen", required: true, description: "By how much it grows (增加金额)." }),
      idempotencyKey: t.arg.string(idempotencyKey),
    },
    resolve: (_root, args, context) => addOfferBudget(context, args),
  }),
);
