CREATE TABLE "offer_reports" (
	"id" uuid PRIMARY KEY,
	"offer_id" uuid NOT NULL,
	"reporter_id" uuid NOT NULL,
	"reason" text,
	"reported_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "decided_by_somebody_why" CHECK (("state" = 'OPEN') = (num_nulls("decided_by", "decided_at", "outcome") = 3)
      and num_nulls("decided_by", "decided_at", "outcome") in (0, 3)),
	CONSTRAINT "nobody_judges_their_own" CHECK ("decided_by" is null or "decided_by" <> "reporter_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_report_each" ON "offer_reports" ("offer_id","reporter_id") WHERE "state" = 'OPEN';--> statement-breakpoint
CREATE INDEX "reports_to_review" ON "offer_reports" ("reported_at","id") WHERE "state" = 'OPEN';--> statement-breakpoint
CREATE INDEX "offer_reports_reporter_id_reported_at_id_index" ON "offer_reports" ("reporter_id","reported_at","id");--> statement-breakpoint
ALTER TABLE "offer_reports" ADD CONSTRAINT "offer_reports_offer_id_offers_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers"("id");