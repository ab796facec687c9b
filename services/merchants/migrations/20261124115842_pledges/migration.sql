CREATE TABLE "pledges" (
	"id" uuid PRIMARY KEY,
	"merchant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"count" integer NOT NULL,
	"place_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"note" text,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "pledges_some" CHECK ("count" > 0),
	CONSTRAINT "window_ends" CHECK ("starts_at" < "ends_at"),
	CONSTRAINT "withdrawn_some_time" CHECK (("state" = 'WITHDRAWN') = ("withdrawn_at" is not null))
);
--> statement-breakpoint
CREATE INDEX "pledges_merchant_id_starts_at_id_index" ON "pledges" ("merchant_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "pledges_place_id_starts_at_id_index" ON "pledges" ("place_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "pledges_made_by_index" ON "pledges" ("made_by");--> statement-breakpoint
ALTER TABLE "pledges" ADD CONSTRAINT "pledges_merchant_id_merchants_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id");--> statement-breakpoint
ALTER TABLE "pledges" ADD CONSTRAINT "pledges_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");