CREATE TABLE "ratings" (
	"id" uuid PRIMARY KEY,
	"redemption_id" uuid NOT NULL CONSTRAINT "one_rating_each" UNIQUE,
	"rater_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"outlet_id" uuid NOT NULL,
	"stars" smallint NOT NULL,
	"text" text,
	"rated_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"hidden_at" timestamp with time zone,
	"hidden_by" uuid,
	"hidden_reason" text,
	CONSTRAINT "one_to_five_stars" CHECK ("stars" between 1 and 5),
	CONSTRAINT "answered_by_somebody" CHECK (num_nulls("answer", "answered_by", "answered_at") in (0, 3)),
	CONSTRAINT "hidden_for_a_reason" CHECK (num_nulls("hidden_at", "hidden_by", "hidden_reason") in (0, 3)),
	CONSTRAINT "nobody_hides_their_own" CHECK ("hidden_by" is null or "hidden_by" <> "rater_id")
);
--> statement-breakpoint
CREATE INDEX "ratings_merchant_id_rated_at_id_index" ON "ratings" ("merchant_id","rated_at","id");--> statement-breakpoint
CREATE INDEX "ratings_offer_id_rated_at_id_index" ON "ratings" ("offer_id","rated_at","id");--> statement-breakpoint
CREATE INDEX "ratings_outlet_id_rated_at_id_index" ON "ratings" ("outlet_id","rated_at","id");--> statement-breakpoint
CREATE INDEX "ratings_rater_id_index" ON "ratings" ("rater_id");--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_redemption_id_redemptions_id_fkey" FOREIGN KEY ("redemption_id") REFERENCES "redemptions"("id");--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_merchant_id_merchants_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id");--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_offer_id_offers_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers"("id");--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_outlet_id_outlets_id_fkey" FOREIGN KEY ("outlet_id") REFERENCES "outlets"("id");--> statement-breakpoint
CREATE VIEW "merchant_ratings" AS (select merchant_id, count(*)::integer as count, avg(stars) as average from ratings where hidden_at is null group by merchant_id);--> statement-breakpoint
CREATE VIEW "offer_ratings" AS (select offer_id, count(*)::integer as count, avg(stars) as average from ratings where hidden_at is null group by offer_id);--> statement-breakpoint
CREATE VIEW "outlet_ratings" AS (select outlet_id, count(*)::integer as count, avg(stars) as average from ratings where hidden_at is null group by outlet_id);