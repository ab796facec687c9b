import { isUuid } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { type merchantStates } from "./merchant.rules.ts";

const MerchantState = builder.enumType("MerchantState", {
  description: "Where a merchant stands (商家状态).",
  values: {
    APPLIED: { description: "Has applied (已申请)." },
    ACTIVE: { description: "Takes part (营业中)." },
    SUSPENDED: { description: "Suspended (已暂停)." },
    CLOSED: { description: "Closed (已关闭)." },
  } satisfies Record<(typeof merchantStates)[number], object>,
});

export const Outlet = builder.drizzleObject("outlets", {
  name: "Outlet",
  description: "A shop of a merchant (门店).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.exposeString("name", { description: "Its name (名称)." }),
    address: t.exposeString("address", { description: "Its address (地址)." }),
  }),
});
export const loadOutlet = entity(builder, Outlet, "outlets");

export const Merchant = builder.drizzleObject("merchants", {
  name: "Merchant",
  description: "A merchant partner (商家).",
  select: { columns: { id: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.exposeString("name", { description: "Its name (名称)." }),
    state: t.expose("state", { type: MerchantState, description: "Where it stands (状态)." }),
    outlets: t.relatedConnection("outlets", {
      type: Outlet,
      description: "Its shops (门店).",
      totalCount: true,
      query: { orderBy: { name: "asc", id: "asc" } },
    }),
  }),
});
entity(builder, Merchant, "merchants");

builder.queryField("merchant", (t) =>
  t.drizzleField({
    type: Merchant,
    nullable: true,
    description: "A merchant by its id (按编号查商家).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db }) =>
      isUuid(id) ? db.query.merchants.findFirst(query({ where: { id } })) : null,
  }),
);
