import { InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { builder, UserError } from "../builder.ts";
import { OwnMerchant } from "../merchants/merchant.errors.ts";
import {
  MerchantNotActive,
  OfferNotSubmittable,
  OwnSubmission,
  Stale,
  WrongOfferState,
} from "./offer.errors.ts";
import { Offer } from "./offer.graphql.ts";
import { approveOffer, rejectOffer, submitOffer, toReview, withdrawOffer } from "./offer-review.actions.ts";

builder.objectType(OfferNotSubmittable, {
  name: "OfferNotSubmittable",
  description: "The offer is not fit for review (不可提交).",
  interfaces: [UserError],
});
builder.objectType(OwnSubmission, {
  name: "OwnSubmission",
  description: "Whoever submitted does not review (不可自审).",
  interfaces: [UserError],
});

const offerId = { required: true, description: "The offer's id (优惠编号)." } as const;
const hash = {
  required: true,
  description: "The offer's submittedHash, of what was read (所审内容哈希).",
} as const;

builder.mutationField("submitOffer", (t) =>
  t.errorUnionField({
    description: "Hands an offer in for review, by its owner (提交审核).",
    types: [
      Offer,
      NotSignedIn,
      NotAllowed,
      NotFound,
      MerchantNotActive,
      WrongOfferState,
      Stale,
      OfferNotSubmittable,
    ],
    union: { name: "SubmitOfferResult", description: "The offer, or why not (结果)." },
    args: { id: t.arg.id(offerId) },
    resolve: (_root, { id }, context) => submitOffer(context, id),
  }),
);
builder.mutationField("withdrawOffer", (t) =>
  t.errorUnionField({
    description: "Takes an offer back that waits for review, by its owner or an editor (撤回送审).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, WrongOfferState, Stale],
    union: { name: "WithdrawOfferResult", description: "The draft, or why not (结果)." },
    args: { id: t.arg.id(offerId) },
    resolve: (_root, { id }, context) => withdrawOffer(context, id),
  }),
);
builder.mutationField("approveOffer", (t) =>
  t.errorUnionField({
    description: "Approves an offer for the places of one's scope (审核通过).",
    types: [Offer, NotSignedIn, NotAllowed, NotFound, WrongOfferState, Stale, OwnSubmission, OwnMerchant],
    union: { name: "ApproveOfferResult", description: "The offer, or why not (结果)." },
    args: { id: t.arg.id(offerId), hash: t.arg.string(hash) },
    resolve: (_root, args, context) => approveOffer(context, args),
  }),
);
builder.mutationField("rejectOffer", (t) =>
  t.errorUnionField({
    description: "Sends an offer back with a reason (审核驳回).",
    types: [
      Offer,
      NotSignedIn,
      NotAllowed,
      NotFound,
      InvalidInput,
      WrongOfferState,
      Stale,
      OwnSubmission,
      OwnMerchant,
    ],
    union: { name: "RejectOfferResult", description: "The offer, or why not (结果)." },
    args: {
      id: t.arg.id(offerId),
      hash: t.arg.string(hash),
      reason: t.arg.string({ required: true, description: "Why, 1 to 1,000 characters (原因)." }),
    },
    resolve: (_root, args, context) => rejectOffer(context, args),
  }),
);

builder.queryField("offersToReview", (t) =>
  t.drizzleConnection({
    type: Offer,
    nullable: true,
    description: "What waits for the viewer's review, the oldest first (待我审核的优惠).",
    resolve: (query, _root, _args, context) =>
      context.db.query.offers.findMany(
        query({
          columns: { id: true, createdBy: true },
          where: toReview(context),
          orderBy: { submittedAt: "asc", id: "asc" },
        }),
      ),
  }),
);
