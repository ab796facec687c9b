CREATE TABLE "offer_days" (
	"offer_id" uuid,
	"day" date,
	"daily_limit" integer NOT NULL,
	"claimed" integer NOT NULL,
	CONSTRAINT "offer_days_pkey" PRIMARY KEY("offer_id","day"),
	CONSTRAINT "daily_limit_kept" CHECK ("claimed" between 0 and "daily_limit")
);
--> statement-breakpoint
ALTER TABLE "offer_days" ADD CONSTRAINT "offer_days_offer_id_offers_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers"("id");