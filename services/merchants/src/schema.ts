import { federation } from "@linli/subgraph";
import { builder } from "./builder.ts";
import "./coupons/coupon.graphql.ts";
import "./coupons/coupon-ending.graphql.ts";
import "./data-requests/data-request.graphql.ts";
import "./devices/device.graphql.ts";
import "./figures/figures.graphql.ts";
import "./measures/coupon-measures.graphql.ts";
import "./districts/district.graphql.ts";
import "./merchants/merchant-application.graphql.ts";
import "./merchants/merchant.graphql.ts";
import "./offers/offer.graphql.ts";
import "./offers/offer-editing.graphql.ts";
import "./offers/offer-history.graphql.ts";
import "./offers/offer-review.graphql.ts";
import "./offers/offer-running.graphql.ts";
import "./outlets/outlet.graphql.ts";
import "./people/person.graphql.ts";
import "./places/place.graphql.ts";
import "./qr/qr.graphql.ts";
import "./redemptions/redemption.graphql.ts";
import "./scans/scan.graphql.ts";
import "./scans/till.graphql.ts";
import "./settlement/statement.graphql.ts";
import "./viewer/viewer.graphql.ts";

builder.mutationType({ description: "What can be done (变更)." });

export const schema = builder.toSubGraphSchema(federation);
