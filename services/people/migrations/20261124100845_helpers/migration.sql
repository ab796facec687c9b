CREATE TABLE "helpers" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"helper_id" uuid NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "nobody_helps_themselves" CHECK ("person_id" <> "helper_id"),
	CONSTRAINT "help_does_not_end_before_it_begins" CHECK ("until" >= "from")
);
--> statement-breakpoint
ALTER TABLE "residences" ADD COLUMN "reported_by" uuid;--> statement-breakpoint
CREATE INDEX "helpers_person_id_id_index" ON "helpers" ("person_id","id");--> statement-breakpoint
CREATE INDEX "helpers_helper_id_id_index" ON "helpers" ("helper_id","id");--> statement-breakpoint
ALTER TABLE "helpers" ADD CONSTRAINT "helpers_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "helpers" ADD CONSTRAINT "helpers_helper_id_persons_id_fkey" FOREIGN KEY ("helper_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "residences" ADD CONSTRAINT "residences_reported_by_persons_id_fkey" FOREIGN KEY ("reported_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "residences" ADD CONSTRAINT "reported_for_another" CHECK ("reported_by" <> "person_id");--> statement-breakpoint
-- By hand: one helper is not appointed twice for one time.
ALTER TABLE "helpers" ADD CONSTRAINT "one_appointment_at_a_time"
  EXCLUDE USING gist ("person_id" WITH =, "helper_id" WITH =, tstzrange("from", "until") WITH &&);
