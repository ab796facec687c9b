import { Alliance } from "../alliances/alliance.graphql.ts";
import { builder } from "../builder.ts";
import { turnAt } from "./chair.rules.ts";
import { chairHistory, historyOf } from "./chair-history.rules.ts";
import { swapState, type swapStates } from "./swap.rules.ts";

export const SwapState = builder.enumType("ChairSwapState", {
  description: "Where a swap stands (换班状态).",
  values: {
    PROPOSED: { description: "Waits for consent (待同意)." },
    CONSENTED: { description: "Both consent (已同意)." },
    DECLINED: { description: "The other seat said no (已拒绝)." },
    WITHDRAWN: { description: "Taken back (已撤回)." },
    LAPSED: { description: "One of the turns began without consent (已失效)." },
  } satisfies Record<(typeof swapStates)[number], object>,
});

export const ChairSwap = builder.drizzleObject("chairSwaps", {
  name: "ChairSwap",
  description: "Two seats change places in one round of the rotation, by consent of both (轮值换班).",
  isTypeOf: (value) => value instanceof Object && "withSeatId" in value,
  select: { columns: { id: true, withSeatId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    alliance: t.relation("alliance", { description: "Whose rotation it is (团建联盟)." }),
    seat: t.relation("seat", { description: "The seat that proposes (提出席位)." }),
    withSeat: t.relation("withSeat", { description: "The seat that is asked (对方席位)." }),
    round: t.exposeInt("round", { description: "The round in which they change places (轮次)." }),
    state: t.field({
      type: SwapState,
      description: "Where it stands now (状态).",
      select: {
        columns: { seatId: true, withSeatId: true, round: true, state: true },
        with: { alliance: chairHistory },
      },
      resolve: ({ alliance, ...swap }, _args, { now }) => swapState(swap, turnAt(historyOf(alliance), now())),
    }),
    proposedAt: t.expose("proposedAt", { type: "DateTime", description: "When it was proposed (提出时间)." }),
    decidedAt: t.expose("decidedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was consented to, declined or withdrawn (决定时间).",
    }),
  }),
});

builder.drizzleObjectField(Alliance, "swaps", (t) =>
  t.relatedConnection("swaps", {
    type: ChairSwap,
    description: "Swaps proposed and done, the latest first (换班记录).",
    totalCount: true,
    query: { orderBy: { proposedAt: "desc", id: "desc" } },
  }),
);
