import { builder } from "../builder.ts";
import type { Benefit, BenefitOf, OfferKind, PackageItem } from "./offer-benefit.rules.ts";

export const OfferKindType = builder.enumType("OfferKind", {
  description: "What kind of discount it is (优惠类型).",
  values: {
    PACKAGE: { description: "A package at a price below its worth (优惠套餐)." },
    DISCOUNT: { description: "A part off the bill, up to a cap (折扣)." },
    CASH: { description: "Money off from a minimum spend (代金)." },
    EXCHANGE: { description: "Something in exchange for the coupon, and maybe a price (兑换)." },
    FREE_SERVICE: { description: "A service without charge (免费服务)." },
  } satisfies Record<OfferKind, object>,
});

const item = {
  name: "What it is, 1 to 60 characters (名称).",
  quantity: "How many, 1 to 999 (数量).",
  unitPriceFen: "What one costs without the offer (单价).",
};
const amounts = {
  priceFen: "What it costs with the coupon, below its worth (优惠价).",
  worthFen: "What it costs without the coupon (原价).",
  percentOff: "Percent off the bill, 1 to 99: 15 is 八五折 (折扣百分比).",
  capFen: "What it saves at most (最高优惠).",
  offFen: "What is taken off the bill (抵扣金额).",
  minimumSpendFen: "What the bill must come to at least (最低消费).",
};

const PackageItemType = builder.objectRef<PackageItem>("PackageItem").implement({
  description: "A part of a package (套餐内容).",
  fields: (t) => ({
    name: t.exposeString("name", { description: item.name }),
    quantity: t.exposeInt("quantity", { description: item.quantity }),
    unitPriceFen: t.expose("unitPriceFen", { type: "Fen", description: item.unitPriceFen }),
  }),
});
const PackageBenefit = builder.objectRef<BenefitOf<"PACKAGE">>("PackageBenefit").implement({
  description: "A package at a price below its worth (优惠套餐).",
  fields: (t) => ({
    items: t.expose("items", { type: [PackageItemType], description: "What it holds (套餐内容)." }),
    priceFen: t.expose("priceFen", { type: "Fen", description: amounts.priceFen }),
    worthFen: t.expose("worthFen", {
      type: "Fen",
      description: "What its items cost one by one (原价).",
    }),
  }),
});
const DiscountBenefit = builder.objectRef<BenefitOf<"DISCOUNT">>("DiscountBenefit").implement({
  description: "A part off the bill, up to a cap (折扣).",
  fields: (t) => ({
    percentOff: t.exposeInt("percentOff", { description: amounts.percentOff }),
    capFen: t.expose("capFen", { type: "Fen", description: amounts.capFen }),
  }),
});
const CashBenefit = builder.objectRef<BenefitOf<"CASH">>("CashBenefit").implement({
  description: "Money off from a minimum spend (代金).",
  fields: (t) => ({
    offFen: t.expose("offFen", { type: "Fen", description: amounts.offFen }),
    minimumSpendFen: t.expose("minimumSpendFen", { type: "Fen", description: amounts.minimumSpendFen }),
  }),
});
const ExchangeBenefit = builder.objectRef<BenefitOf<"EXCHANGE">>("ExchangeBenefit").implement({
  description: "Something in exchange for the coupon, and maybe a price (兑换).",
  fields: (t) => ({
    priceFen: t.expose("priceFen", { type: "Fen", description: amounts.priceFen }),
    worthFen: t.expose("worthFen", { type: "Fen", description: amounts.worthFen }),
  }),
});
const FreeServiceBenefit = builder.objectRef<BenefitOf<"FREE_SERVICE">>("FreeServiceBenefit").implement({
  description: "A service without charge (免费服务).",
  fields: (t) => ({
    worthFen: t.expose("worthFen", { type: "Fen", description: amounts.worthFen }),
  }),
});

const types = {
  PACKAGE: PackageBenefit,
  DISCOUNT: DiscountBenefit,
  CASH: CashBenefit,
  EXCHANGE: ExchangeBenefit,
  FREE_SERVICE: FreeServiceBenefit,
} satisfies Record<OfferKind, object>;

/** What an offer gives: a type for each kind, so that each has just its own fields, and none of them is nullable. */
export const OfferBenefit = builder.unionType("OfferBenefit", {
  description: "What an offer gives, by its kind (优惠内容).",
  types: Object.values(types),
  resolveType: ({ kind }: Benefit) => types[kind],
});

const PackageItemInput = builder.inputType("PackageItemInput", {
  description: "A part of a package (套餐内容).",
  fields: (t) => ({
    name: t.string({ required: true, description: item.name }),
    quantity: t.int({ required: true, description: item.quantity }),
    unitPriceFen: t.field({ type: "Fen", required: true, description: item.unitPriceFen }),
  }),
});
const PackageInput = builder.inputType("PackageBenefitInput", {
  description: "A package; its worth is that of its items (优惠套餐).",
  fields: (t) => ({
    items: t.field({ type: [PackageItemInput], required: true, description: "1 to 50 parts (套餐内容)." }),
    priceFen: t.field({ type: "Fen", required: true, description: amounts.priceFen }),
  }),
});
const DiscountInput = builder.inputType("DiscountBenefitInput", {
  description: "A part off the bill (折扣).",
  fields: (t) => ({
    percentOff: t.int({ required: true, description: amounts.percentOff }),
    capFen: t.field({ type: "Fen", required: true, description: amounts.capFen }),
  }),
});
const CashInput = builder.inputType("CashBenefitInput", {
  description: "Money off from a minimum spend (代金).",
  fields: (t) => ({
    offFen: t.field({ type: "Fen", required: true, description: "At most the minimum spend (抵扣金额)." }),
    minimumSpendFen: t.field({ type: "Fen", required: true, description: amounts.minimumSpendFen }),
  }),
});
const ExchangeInput = builder.inputType("ExchangeBenefitInput", {
  description: "Something in exchange for the coupon (兑换).",
  fields: (t) => ({
    priceFen: t.field({ type: "Fen", required: true, description: amounts.priceFen }),
    worthFen: t.field({ type: "Fen", required: true, description: amounts.worthFen }),
  }),
});
const FreeServiceInput = builder.inputType("FreeServiceBenefitInput", {
  description: "A service without charge (免费服务).",
  fields: (t) => ({ worthFen: t.field({ type: "Fen", required: true, description: amounts.worthFen }) }),
});

/** One field a kind, as `@oneOf` would say it, which composition does not know. */
export const OfferBenefitInput = builder.inputType("OfferBenefitInput", {
  description: "What an offer gives: exactly one of these, which is its kind (优惠内容, 只填一项).",
  fields: (t) => ({
    package: t.field({ type: PackageInput, description: "A package (优惠套餐)." }),
    discount: t.field({ type: DiscountInput, description: "A part off the bill (折扣)." }),
    cash: t.field({ type: CashInput, description: "Money off from a minimum spend (代金)." }),
    exchange: t.field({ type: ExchangeInput, description: "Something in exchange (兑换)." }),
    freeService: t.field({ type: FreeServiceInput, description: "A service without charge (免费服务)." }),
  }),
});
