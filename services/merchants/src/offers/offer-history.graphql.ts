import { builder } from "../builder.ts";
import { Person } from "../people/person.graphql.ts";
import { Offer, OfferState } from "./offer.graphql.ts";
import { isInsider } from "./offer-history.rules.ts";
import type { OfferStepName } from "./offer-step.rules.ts";

const StepName = builder.enumType("OfferStepName", {
  description: "What was done with an offer (优惠操作).",
  values: {
    CREATE: { description: "Written (新建)." },
    SUBMIT: { description: "Handed in for review (提交审核)." },
    WITHDRAW: { description: "Taken back from review (撤回送审)." },
    APPROVE: { description: "Approved (审核通过)." },
    REJECT: { description: "Sent back with a reason (审核驳回)." },
    EDIT: { description: "Written anew (修改)." },
    PAUSE: { description: "Paused (暂停)." },
    RESUME: { description: "Resumed (恢复)." },
    TERMINATE: { description: "Ended before its time (终止)." },
    CHANGE_PICTURES: { description: "Shown with other pictures (更换图片)." },
    CHANGE_STOCK: { description: "Given more or less stock (调整库存)." },
    ADD_BUDGET: { description: "Given more budget (增加预算)." },
  } satisfies Record<OfferStepName, object>,
});

/** What says whether the viewer works on an offer, loaded with its steps in the same statement. */
const insiders = {
  offer: {
    columns: { merchantId: true },
    with: {
      merchant: { columns: { id: true }, with: { staff: true } },
      places: { columns: { id: true }, with: { path: { columns: { id: true, kind: true } } } },
    },
  },
} as const;

const OfferStep = builder.drizzleObject("offerSteps", {
  name: "OfferStep",
  description: "Something that was done with an offer (优惠记录).",
  select: { columns: { id: true } },
  fields: (t) => ({
    step: t.expose("step", { type: StepName, description: "What (操作)." }),
    from: t.expose("from", {
      type: OfferState,
      nullable: true,
      description: "Where it stood before; null when it was made (原状态).",
    }),
    to: t.expose("to", { type: OfferState, description: "Where it stood then (新状态)." }),
    version: t.exposeInt("version", { description: "Which version that was about (版本)." }),
    delta: t.exposeInt("delta", {
      nullable: true,
      description: "By how many coupons the stock or by how many fen the budget grew (变动量).",
    }),
    at: t.expose("at", { type: "DateTime", description: "When (时间)." }),
    reason: t.string({
      nullable: true,
      description: "Why, to its merchant's staff and its reviewers (原因).",
      select: { columns: { reason: true }, with: insiders },
      resolve: ({ reason, offer }, _args, context) => (isInsider(offer, context) ? reason : null),
    }),
    actor: t.field({
      type: Person,
      nullable: true,
      description: "Who, to its merchant's staff and its reviewers (操作人).",
      select: { columns: { actor: true }, with: insiders },
      resolve: ({ actor, offer }, _args, context) => (isInsider(offer, context) ? { id: actor } : null),
    }),
  }),
});

builder.drizzleObjectField(Offer, "history", (t) =>
  t.relatedConnection("history", {
    type: OfferStep,
    description: "What was done with it, the first first (历史记录).",
    totalCount: true,
    query: { orderBy: { id: "asc" } },
  }),
);
