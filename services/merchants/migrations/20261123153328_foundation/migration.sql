CREATE TABLE "coupons" (
	"id" uuid PRIMARY KEY,
	"offer_id" uuid NOT NULL,
	"holder_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"limit_per_person" integer NOT NULL,
	"state" text DEFAULT 'ISSUED' NOT NULL,
	"code_hash" text NOT NULL UNIQUE,
	"idempotency_key" text NOT NULL,
	"place_id" uuid NOT NULL,
	"snapshot" jsonb NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"use_from" timestamp with time zone NOT NULL,
	"use_until" timestamp with time zone NOT NULL,
	CONSTRAINT "coupons_holder_id_idempotency_key_unique" UNIQUE("holder_id","idempotency_key"),
	CONSTRAINT "within_the_limit" CHECK ("ordinal" between 1 and "limit_per_person")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"event_id" uuid PRIMARY KEY,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invalid_codes" (
	"id" uuid PRIMARY KEY,
	"staff_id" uuid NOT NULL,
	"outlet_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "merchant_staff" (
	"id" uuid PRIMARY KEY,
	"merchant_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"outlet_id" uuid,
	"from" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "ends_after_it_starts" CHECK ("until" is null or "until" > "from")
);
--> statement-breakpoint
CREATE TABLE "merchants" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"state" text DEFAULT 'APPLIED' NOT NULL,
	CONSTRAINT "name_is_given" CHECK ("name" <> '')
);
--> statement-breakpoint
CREATE TABLE "offer_places" (
	"offer_id" uuid,
	"place_id" uuid,
	CONSTRAINT "offer_places_pkey" PRIMARY KEY("offer_id","place_id")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY,
	"merchant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"terms" text NOT NULL,
	"price_fen" integer NOT NULL,
	"worth_fen" integer NOT NULL,
	"stock" integer NOT NULL,
	"issued" integer DEFAULT 0 NOT NULL,
	"limit_per_person" integer NOT NULL,
	"claim_from" timestamp with time zone NOT NULL,
	"claim_until" timestamp with time zone NOT NULL,
	"use_from" timestamp with time zone NOT NULL,
	"use_until" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'DRAFT' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_by" uuid,
	"submitted_hash" text,
	"reviewed_by" uuid,
	"review_reason" text,
	CONSTRAINT "never_oversold" CHECK ("issued" between 0 and "stock"),
	CONSTRAINT "stock_is_some" CHECK ("stock" > 0),
	CONSTRAINT "limit_is_some" CHECK ("limit_per_person" > 0),
	CONSTRAINT "price_below_worth" CHECK ("price_fen" >= 0 and "price_fen" < "worth_fen"),
	CONSTRAINT "claiming_ends" CHECK ("claim_from" < "claim_until"),
	CONSTRAINT "using_ends" CHECK ("use_from" < "use_until" and "claim_until" <= "use_until"),
	CONSTRAINT "title_is_given" CHECK ("title" <> ''),
	CONSTRAINT "review_has_a_submission" CHECK ("state" = 'DRAFT' or "submitted_by" is not null),
	CONSTRAINT "reviewer_is_not_submitter" CHECK ("reviewed_by" is null or "reviewed_by" <> "submitted_by")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"actor" uuid,
	"role" text,
	"scope" uuid,
	"request_id" text,
	"at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outlets" (
	"id" uuid PRIMARY KEY,
	"merchant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"place_id" uuid NOT NULL,
	CONSTRAINT "outlets_merchant_id_id_unique" UNIQUE("merchant_id","id")
);
--> statement-breakpoint
CREATE TABLE "place_paths" (
	"place_id" uuid,
	"ancestor_id" uuid,
	CONSTRAINT "place_paths_pkey" PRIMARY KEY("place_id","ancestor_id")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" uuid PRIMARY KEY,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" uuid,
	CONSTRAINT "only_the_top_has_no_parent" CHECK (("parent_id" is null) = ("kind" = 'PREFECTURE')),
	CONSTRAINT "name_is_given" CHECK ("name" <> '')
);
--> statement-breakpoint
CREATE TABLE "redemptions" (
	"id" uuid PRIMARY KEY,
	"coupon_id" uuid NOT NULL,
	"outlet_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"redeemed_at" timestamp with time zone NOT NULL,
	"nonce" text NOT NULL,
	"spent_fen" integer NOT NULL,
	"saved_fen" integer NOT NULL,
	"reversed_at" timestamp with time zone,
	CONSTRAINT "redemptions_outlet_id_nonce_unique" UNIQUE("outlet_id","nonce"),
	CONSTRAINT "amounts_are_amounts" CHECK ("spent_fen" >= 0 and "saved_fen" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "one_slot_each" ON "coupons" ("offer_id","holder_id","ordinal") WHERE "state" <> 'RETURNED';--> statement-breakpoint
CREATE INDEX "coupons_holder_id_claimed_at_id_index" ON "coupons" ("holder_id","claimed_at","id");--> statement-breakpoint
CREATE INDEX "coupons_place_id_claimed_at_index" ON "coupons" ("place_id","claimed_at");--> statement-breakpoint
CREATE INDEX "invalid_codes_staff_id_at_index" ON "invalid_codes" ("staff_id","at");--> statement-breakpoint
CREATE INDEX "merchant_staff_person_id_index" ON "merchant_staff" ("person_id");--> statement-breakpoint
CREATE INDEX "merchant_staff_merchant_id_index" ON "merchant_staff" ("merchant_id");--> statement-breakpoint
CREATE INDEX "offer_places_place_id_offer_id_index" ON "offer_places" ("place_id","offer_id");--> statement-breakpoint
CREATE INDEX "offers_merchant_id_id_index" ON "offers" ("merchant_id","id");--> statement-breakpoint
CREATE INDEX "offers_claim_until_id_index" ON "offers" ("claim_until","id");--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" ("sequence") WHERE "published_at" is null;--> statement-breakpoint
CREATE INDEX "outlets_merchant_id_id_index" ON "outlets" ("merchant_id","id");--> statement-breakpoint
CREATE INDEX "outlets_place_id_index" ON "outlets" ("place_id");--> statement-breakpoint
CREATE INDEX "place_paths_ancestor_id_place_id_index" ON "place_paths" ("ancestor_id","place_id");--> statement-breakpoint
CREATE INDEX "places_parent_id_index" ON "places" ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_standing_redemption" ON "redemptions" ("coupon_id") WHERE "reversed_at" is null;--> statement-breakpoint
CREATE INDEX "redemptions_outlet_id_redeemed_at_index" ON "redemptions" ("outlet_id","redeemed_at");--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_offer_id_offers_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers"("id");--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "merchant_staff" ADD CONSTRAINT "merchant_staff_merchant_id_merchants_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id");--> statement-breakpoint
ALTER TABLE "merchant_staff" ADD CONSTRAINT "merchant_staff_fLNCwjuCdnXm_fkey" FOREIGN KEY ("merchant_id","outlet_id") REFERENCES "outlets"("merchant_id","id");--> statement-breakpoint
ALTER TABLE "offer_places" ADD CONSTRAINT "offer_places_offer_id_offers_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers"("id");--> statement-breakpoint
ALTER TABLE "offer_places" ADD CONSTRAINT "offer_places_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_merchant_id_merchants_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id");--> statement-breakpoint
ALTER TABLE "outlets" ADD CONSTRAINT "outlets_merchant_id_merchants_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id");--> statement-breakpoint
ALTER TABLE "outlets" ADD CONSTRAINT "outlets_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "place_paths" ADD CONSTRAINT "place_paths_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "place_paths" ADD CONSTRAINT "place_paths_ancestor_id_places_id_fkey" FOREIGN KEY ("ancestor_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_parent_id_places_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "redemptions" ADD CONSTRAINT "redemptions_coupon_id_coupons_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id");--> statement-breakpoint
ALTER TABLE "redemptions" ADD CONSTRAINT "redemptions_outlet_id_outlets_id_fkey" FOREIGN KEY ("outlet_id") REFERENCES "outlets"("id");--> statement-breakpoint
CREATE VIEW "place_offers" AS (
  select ancestor_id as place_id, offer_id from offer_places join place_paths using (place_id)
  union
  select place_paths.place_id, offer_id from offer_places join place_paths on ancestor_id = offer_places.place_id);