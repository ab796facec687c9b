import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder, UserError } from "../builder.ts";
import { Merchant } from "../merchants/merchant.graphql.ts";
import { MerchantNotActive } from "../offers/offer.errors.ts";
import { Place } from "../places/place.graphql.ts";
import { makePledge, withdrawPledge } from "./pledge.actions.ts";
import { WrongPledgeState } from "./pledge.errors.ts";
import { type pledgeKinds, pledgeState, type pledgeStates } from "./pledge.rules.ts";

const PledgeKind = builder.enumType("PledgeKind", {
  description: "What a merchant pledges to do (志愿服务类型).",
  values: {
    HAIRCUTS: { description: "Haircuts, by people (义剪)." },
    REPAIRS: { description: "Repairs, by things (义修)." },
    MEALS: { description: "Meals (爱心餐)." },
    LESSONS: { description: "Lessons, by hours (公益课堂)." },
    HEALTH_CHECKS: { description: "Checks of health, by people (义诊)." },
    GOODS: { description: "Goods, by pieces (物资捐赠)." },
    HELPERS: { description: "Helpers, by people (志愿者)." },
    OTHER: { description: "Something else; the note says what (其他)." },
  } satisfies Record<(typeof pledgeKinds)[number], object>,
});
const PledgeState = builder.enumType("PledgeState", {
  description: "Where a pledge stands (承诺状态).",
  values: {
    OPEN: { description: "Holds (有效)." },
    WITHDRAWN: { description: "Was taken back (已撤回)." },
    OVER: { description: "Its time is over (已结束)." },
  } satisfies Record<(typeof pledgeStates)[number], object>,
});

const Pledge = builder.drizzleObject("pledges", {
  name: "Pledge",
  description: "Volunteer service that a merchant pledges to a place (志愿服务承诺).",
  isTypeOf: (value) => value instanceof Object && "madeAt" in value,
  select: { columns: { id: true, madeAt: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    kind: t.expose("kind", { type: PledgeKind, description: "What (类型)." }),
    count: t.exposeInt("count", { description: "How many: of what, its kind says (数量)." }),
    startsAt: t.expose("startsAt", { type: "DateTime", description: "From when (开始时间)." }),
    endsAt: t.expose("endsAt", { type: "DateTime", description: "Until when (结束时间)." }),
    note: t.exposeString("note", { nullable: true, description: "What else there is to say (说明)." }),
    madeAt: t.expose("madeAt", { type: "DateTime", description: "When it was made (承诺时间)." }),
    state: t.field({
      type: PledgeState,
      description: "Where it stands (状态).",
      select: { columns: { state: true, endsAt: true } },
      resolve: (pledge, _args, { now }) => pledgeState(pledge, now()),
    }),
    place: t.relation("place", { type: Place, description: "For whom: the people of this place (地点)." }),
    merchant: t.relation("merchant", { type: Merchant, description: "Who pledges it (商家)." }),
  }),
});
entity(builder, Pledge, "pledges");

builder.drizzleObjectField(Merchant, "pledges", (t) =>
  t.relatedConnection("pledges", {
    type: Pledge,
    description: "What it has pledged, the first to begin first (志愿服务承诺).",
    totalCount: true,
    query: { orderBy: { startsAt: "asc", id: "asc" } },
  }),
);
builder.drizzleObjectField(Place, "pledges", (t) =>
  t.relatedConnection("pledges", {
    type: Pledge,
    nullable: true,
    description:
      "What is pledged to it and to places below it and is not over, the first to begin first (志愿服务承诺).",
    totalCount: true,
    query: (_args, { now }) => ({
      where: { state: "OPEN", endsAt: { gt: now() }, merchant: { state: "ACTIVE" } },
      orderBy: { startsAt: "asc", id: "asc" },
    }),
  }),
);

builder.objectType(WrongPledgeState, {
  name: "WrongPledgeState",
  description: "The pledge's state does not allow this (承诺状态不允许).",
  interfaces: [UserError],
  fields: (t) => ({
    state: t.expose("state", { type: PledgeState, description: "Where it stands (状态)." }),
  }),
});

const MakePledgeInput = builder.inputType("MakePledgeInput", {
  description: "What a merchant pledges (志愿服务承诺).",
  fields: (t) => ({
    merchantId: t.id({ required: true, description: "Which merchant (商家)." }),
    kind: t.field({ type: PledgeKind, required: true, description: "What (类型)." }),
    count: t.int({ required: true, description: "How many, 1 to 10,000 (数量)." }),
    placeId: t.id({ required: true, description: "To the people of this place (地点)." }),
    startsAt: t.field({ type: "DateTime", required: true, description: "From when (开始时间)." }),
    endsAt: t.field({
      type: "DateTime",
      required: true,
      description: "Until when, a year later at most (结束时间).",
    }),
    note: t.string({ description: "Up to 500 characters (说明)." }),
    idempotencyKey: t.string({
      required: true,
      description: "8 to 100 characters; made anew for each wish (请求键).",
    }),
  }),
});

builder.mutationFields((t) => ({
  makePledge: t.errorUnionField({
    description: "Pledges volunteer service to a place, by a merchant's owner (承诺志愿服务).",
    types: [Pledge, NotSignedIn, NotAllowed, NotFound, InvalidInput, IdempotencyKeyReused, MerchantNotActive],
    union: { name: "MakePledgeResult", description: "The pledge, or why not (结果)." },
    args: { input: t.arg({ type: MakePledgeInput, required: true, description: "The pledge (承诺)." }) },
    resolve: (_root, { input }, context) => makePledge(context, input),
  }),
  withdrawPledge: t.errorUnionField({
    description: "Takes a pledge back, by a merchant's owner (撤回承诺).",
    types: [Pledge, NotSignedIn, NotAllowed, NotFound, WrongPledgeState],
    union: { name: "WithdrawPledgeResult", description: "The pledge, or why not (结果)." },
    args: { id: t.arg.id({ required: true, description: "The pledge's id (承诺编号)." }) },
    resolve: (_root, { id }, context) => withdrawPledge(context, id),
  }),
}));
