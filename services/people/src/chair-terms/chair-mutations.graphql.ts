import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound, NotSignedIn } from "@linli/kernel";
import { refusalTypes } from "@linli/subgraph";
import { AllianceDissolved } from "../alliances/alliance.errors.ts";
import { Alliance } from "../alliances/alliance.graphql.ts";
import { builder, UserError } from "../builder.ts";
import { nameActingChair, resumeChair, setRotationPolicy, skipTurn } from "./chair.actions.ts";
import {
  ChairNotAway,
  NobodyToAct,
  NoChairNow,
  SwapAlreadyProposed,
  SwapClosed,
  TurnAlreadySkipped,
} from "./chair.errors.ts";
import { RotationInput } from "./rotation.graphql.ts";
import { consentToSwap, declineSwap, proposeSwap, withdrawSwap } from "./swap.actions.ts";
import { ChairSwap, SwapState } from "./swap.graphql.ts";

refusalTypes(builder, UserError, [
  [ChairNotAway, "The chair is not away (主席未缺席)."],
  [NoChairNow, "The alliance does not stand now (当前无主席)."],
  [NobodyToAct, "No other seat could act as chair (无人可代理)."],
  [SwapAlreadyProposed, "The two seats have a proposal for that round (已有换班申请)."],
  [TurnAlreadySkipped, "The seat's next turn is given up already (已轮空)."],
]);
builder.objectType(SwapClosed, {
  name: "SwapClosed",
  description: "The swap is decided, or its time has passed (换班已结束).",
  interfaces: [UserError],
  fields: (t) => ({
    state: t.expose("state", { type: SwapState, description: "Where it stands (状态)." }),
  }),
});

const key = { required: true, description: "8 to 100 characters, new for each wish (请求键)." } as const;
const allianceId = { required: true, description: "The alliance (联盟编号)." } as const;
const seatId = { required: true, description: "The seat (席位编号)." } as const;
const swapId = { required: true, description: "The swap (换班编号)." } as const;
const creating = [NotSignedIn, NotAllowed, NotFound, InvalidInput, IdempotencyKeyReused] as const;

builder.mutationField("setRotationPolicy", (t) =>
  t.errorUnionField({
    description: "Decides how the chair rotates from the next term on (设定轮值办法).",
    types: [Alliance, ...creating, AllianceDissolved],
    union: { name: "SetRotationPolicyResult", description: "The alliance, or why not (结果)." },
    args: {
      allianceId: t.arg.id(allianceId),
      rotation: t.arg({ type: RotationInput, required: true, description: "How (轮值办法)." }),
      idempotencyKey: t.arg.string(key),
    },
    resolve: (_root, { allianceId: id, ...input }, context) => setRotationPolicy(context, id, input),
  }),
);
builder.mutationField("skipTurn", (t) =>
  t.errorUnionField({
    description: "Gives a seat's next turn up; the turn is spent (轮空).",
    types: [Alliance, ...creating, AllianceDissolved, TurnAlreadySkipped],
    union: { name: "SkipTurnResult", description: "The alliance, or why not (结果)." },
    args: {
      seatId: t.arg.id(seatId),
      reason: t.arg.string({ required: true, description: "Why, 1 to 500 characters (原因)." }),
      idempotencyKey: t.arg.string(key),
    },
    resolve: (_root, { seatId: id, ...input }, context) => skipTurn(context, id, input),
  }),
);
builder.mutationField("nameActingChair", (t) =>
  t.errorUnionField({
    description:
      "Notes that whoever presides is away: the next seat presides as acting chair (指定代理主席).",
    types: [Alliance, ...creating, NoChairNow, NobodyToAct],
    union: { name: "NameActingChairResult", description: "The alliance, or why not (结果)." },
    args: {
      allianceId: t.arg.id(allianceId),
      until: t.arg({ type: "DateTime", description: "Until when; the turn's end unless said (截止时间)." }),
      idempotencyKey: t.arg.string(key),
    },
    resolve: (_root, { allianceId: id, ...input }, context) => nameActingChair(context, id, input),
  }),
);
builder.mutationField("resumeChair", (t) =>
  t.errorUnionField({
    description: "Notes that the chair is back before time (主席恢复履职).",
    types: [Alliance, NotSignedIn, NotAllowed, NotFound, NoChairNow, ChairNotAway],
    union: { name: "ResumeChairResult", description: "The alliance, or why not (结果)." },
    args: { allianceId: t.arg.id(allianceId) },
    resolve: (_root, { allianceId: id }, context) => resumeChair(context, id),
  }),
);
builder.mutationField("proposeSwap", (t) =>
  t.errorUnionField({
    description:
      "Asks another seat to change places: in this round while both have their turn ahead, else in the next (申请换班).",
    types: [ChairSwap, ...creating, AllianceDissolved, NoChairNow, SwapAlreadyProposed],
    union: { name: "ProposeSwapResult", description: "The swap, or why not (结果)." },
    args: {
      seatId: t.arg.id(seatId),
      withSeatId: t.arg.id({ required: true, description: "The seat that is asked (对方席位编号)." }),
      idempotencyKey: t.arg.string(key),
    },
    resolve: (_root, { seatId: id, ...input }, context) => proposeSwap(context, id, input),
  }),
);

const deciding = [ChairSwap, NotSignedIn, NotAllowed, NotFound, SwapClosed] as const;

builder.mutationField("consentToSwap", (t) =>
  t.errorUnionField({
    description: "Agrees to change places, for the seat that is asked (同意换班).",
    types: [...deciding],
    union: { name: "ConsentToSwapResult", description: "The swap, or why not (结果)." },
    args: { id: t.arg.id(swapId) },
    resolve: (_root, { id }, context) => consentToSwap(context, id),
  }),
);
builder.mutationField("declineSwap", (t) =>
  t.errorUnionField({
    description: "Says no to a swap, for the seat that is asked (拒绝换班).",
    types: [...deciding],
    union: { name: "DeclineSwapResult", description: "The swap, or why not (结果)." },
    args: { id: t.arg.id(swapId) },
    resolve: (_root, { id }, context) => declineSwap(context, id),
  }),
);
builder.mutationField("withdrawSwap", (t) =>
  t.errorUnionField({
    description: "Takes a proposal back, for the seat that made it (撤回换班).",
    types: [...deciding],
    union: { name: "WithdrawSwapResult", description: "The swap, or why not (结果)." },
    args: { id: t.arg.id(swapId) },
    resolve: (_root, { id }, context) => withdrawSwap(context, id),
  }),
);
