import { isUuid } from "@linli/kernel";
import { entity } from "@linli/subgraph";
import { builder } from "../builder.ts";
import { type merchantKinds, type merchantStates, visibleTo } from "./merchant.rules.ts";

export const MerchantState = builder.enumType("MerchantState", {
  description: "Where a merchant stands (商家状态).",
  values: {
    APPLIED: { description: "Has applied (已申请)." },
    REJECTED: { description: "Its application was sent back with a reason (已驳回)." },
    ACTIVE: { description: "Takes part (营业中)." },
    SUSPENDED: { description: "Suspended (已暂停)." },
    CLOSED: { description: "Closed (已关闭)." },
  } satisfies Record<(typeof merchantStates)[number], object>,
});

export const MerchantKind = builder.enumType("MerchantKind", {
  description: "What a merchant lives on (商家类型).",
  values: {
    CATERING: { description: "Meals and drinks (餐饮)." },
    RETAIL: { description: "Goods of every day (商超零售)." },
    HEALTH: { description: "Medicine and health (医药健康)." },
    BEAUTY: { description: "Hair and beauty (美容美发)." },
    SPORTS: { description: "Sports and fitness (运动健身)." },
    EDUCATION: { description: "Teaching and care (教育培训)." },
    HOUSEHOLD: { description: "Cleaning, washing and repair (家政维修)." },
    PETS: { description: "Pets (宠物)." },
    AUTOMOTIVE: { description: "Cars (汽车服务)." },
    OTHER: { description: "Something else (其他)." },
  } satisfies Record<(typeof merchantKinds)[number], object>,
});

export const Outlet = builder.drizzleObject("outlets", {
  name: "Outlet",
  description: "A shop of a merchant (门店).",
  isTypeOf: (value) => value instanceof Object && "merchantId" in value,
  select: { columns: { id: true, merchantId: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.exposeString("name", { description: "Its name (名称)." }),
    address: t.exposeString("address", { description: "Its address (地址)." }),
  }),
});
export const loadOutlet = entity(builder, Outlet, "outlets", ({ viewer, now }) => ({
  merchant: visibleTo(viewer, now()),
}));

export const Merchant = builder.drizzleObject("merchants", {
  name: "Merchant",
  description: "A merchant partner (商家).",
  isTypeOf: (value) => value instanceof Object && "appliedAt" in value,
  select: { columns: { id: true, appliedAt: true } },
  fields: (t) => ({
    id: t.exposeID("id", { description: "Opaque id (编号)." }),
    name: t.exposeString("name", { description: "Its name (名称)." }),
    kind: t.expose("kind", { type: MerchantKind, description: "What it lives on (类型)." }),
    state: t.expose("state", { type: MerchantState, description: "Where it stands (状态)." }),
    outlets: t.relatedConnection("outlets", {
      type: Outlet,
      description: "Its shops that are in use (门店).",
      totalCount: true,
      query: { where: { retiredAt: { isNull: true } }, orderBy: { name: "asc", id: "asc" } },
    }),
  }),
});
entity(builder, Merchant, "merchants", ({ viewer, now }) => visibleTo(viewer, now()));

builder.queryField("merchant", (t) =>
  t.drizzleField({
    type: Merchant,
    nullable: true,
    description: "A merchant by its id (按编号查商家).",
    args: { id: t.arg.id({ required: true, description: "Its id (编号)." }) },
    resolve: (query, _root, { id }, { db, viewer, now }) =>
      isUuid(id)
        ? db.query.merchants.findFirst(query({ where: { AND: [{ id }, visibleTo(viewer, now())] } }))
        : null,
  }),
);
