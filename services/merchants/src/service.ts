import { dataRequestProjection, deletedSince } from "@linli/personal-data";
import { placeProjection } from "@linli/places";
import type { ServiceDefinition } from "@linli/subgraph";
import { consentProjection, volunteerTimeProjection } from "./claimants/claimant.projection.ts";
import { type SoldOutOffers, soldOutOffers } from "./coupons/sold-out.ts";
import { personalData } from "./data-requests/personal-data.store.ts";
import { relations } from "./db/relations.ts";
import { schema } from "./schema.ts";
import { type SecretOptions, type Secrets, secretsOf } from "./secrets.ts";

/** Merchants, their offers, and the coupons that residents claim and tills redeem. */
export function merchants(
  secrets: SecretOptions,
): ServiceDefinition<typeof relations, Secrets & { soldOut: SoldOutOffers }> {
  return {
    name: "merchants",
    schema,
    relations,
    migrations: new URL("../migrations", import.meta.url),
    projections: [
      placeProjection,
      consentProjection,
      volunteerTimeProjection,
      dataRequestProjection("MERCHANTS", personalData),
    ],
    forgotten: deletedSince,
    context: { ...secretsOf(secrets), soldOut: soldOutOffers() },
  };
}
