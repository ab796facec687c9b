import { resolveCursorConnection, type ResolveCursorConnectionArgs } from "@pothos/plugin-relay";
import { builder } from "../builder.ts";
import { loadOutlet, Outlet } from "../merchants/merchant.graphql.ts";
import { OfferKindType } from "../offers/offer-benefit.graphql.ts";
import { loadOffer, Offer } from "../offers/offer.graphql.ts";
import { GeoPointInput } from "../outlets/geo-point.graphql.ts";
import { cursorOf, findingOf, type OfferFound as Found, offersFound } from "./offer-finding.actions.ts";
import { type offerSorts, radius } from "./offer-finding.rules.ts";

const OfferSort = builder.enumType("OfferSort", {
  description: "In which order offers are found (排序).",
  values: {
    DISTANCE: { description: "The nearest first, from the point that was given (距离)." },
    ENDING_SOON: { description: "Those first whose claiming ends first (即将截止)." },
    POPULARITY: {
      description: "The most claimed first, of 30 days up to the last full hour (人气).",
    },
  } satisfies Record<(typeof offerSorts)[number], object>,
});

const NearInput = builder.inputType("NearInput", {
  description: "All that is not farther from a point than so much (附近).",
  fields: (t) => ({
    location: t.field({ type: GeoPointInput, required: true, description: "The point (位置)." }),
    radiusMetres: t.int({
      defaultValue: radius.default,
      required: true,
      description: "Metres as the crow flies, 1 to 20,000 (半径).",
    }),
  }),
});
const OfferSearchInput = builder.inputType("OfferSearchInput", {
  description: "Which offers are looked for: around a place, or a point, or both (查找条件).",
  fields: (t) => ({
    placeId: t.id({
      description:
        "Those that people of the place may claim, or of a merchant in a business district near it (地点).",
    }),
    near: t.field({ type: NearInput, description: "Those of merchants with a shop near a point (附近)." }),
    kind: t.field({ type: OfferKindType, description: "Of this kind (类型)." }),
    text: t.string({
      description: "1 to 50 characters that stand in their title or in the merchant's name (关键字).",
    }),
    openNow: t.boolean({
      defaultValue: false,
      required: true,
      description: "With a shop that is open now; one near the point where one is given (正在营业).",
    }),
    sort: t.field({
      type: OfferSort,
      description: "By distance unless said, or without a point those that end soonest (排序).",
    }),
  }),
});

const OfferFound = builder.objectRef<Found>("OfferFound").implement({
  description: "An offer that was found (查到的优惠).",
  fields: (t) => ({
    offer: t.field({
      type: Offer,
      nullable: true,
      description: "The offer; null if it was taken away meanwhile (优惠).",
      resolve: ({ id }, _args, context, info) => loadOffer(id, context, info),
    }),
    outlet: t.field({
      type: Outlet,
      nullable: true,
      description: "Its merchant's shop that is nearest to the point; null without a point (最近门店).",
      resolve: ({ outletId }, _args, context, info) => loadOutlet(outletId, context, info),
    }),
    distanceMetres: t.exposeInt("distanceMetres", {
      nullable: true,
      description: "Metres from the point to that shop as the crow flies; null without a point (距离).",
    }),
  }),
});

builder.queryField("offers", (t) =>
  t.connection({
    type: OfferFound,
    nullable: true,
    description: "Offers that can be claimed now, the sold-out among them (查找优惠).",
    args: {
      search: t.arg({ type: OfferSearchInput, required: true, description: "Which (查找条件)." }),
    },
    resolve: (_root, { search, ...args }, context) => {
      const finding = findingOf(context, search, args);
      return resolveCursorConnection(
        { args, defaultSize: 20, maxSize: 100, toCursor: (found: Found) => cursorOf(finding, found) },
        ({ limit, inverted }: ResolveCursorConnectionArgs) =>
          offersFound(context, finding, { limit, inverted }),
      );
    },
  }),
);
