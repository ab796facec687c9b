CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"ordinal" integer NOT NULL,
	"version" integer NOT NULL,
	"given" boolean NOT NULL,
	"given_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "one_step_after_another" UNIQUE("person_id","purpose","ordinal"),
	CONSTRAINT "steps_count_from_one" CHECK ("ordinal" >= 1 and "version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "guardianships" (
	"id" uuid PRIMARY KEY,
	"minor_id" uuid NOT NULL,
	"guardian_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"place_id" uuid NOT NULL,
	"state" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"from" timestamp with time zone,
	"until" timestamp with time zone,
	CONSTRAINT "nobody_is_their_own_guardian" CHECK ("minor_id" <> "guardian_id"),
	CONSTRAINT "a_worker_confirms_for_others" CHECK ("decided_by" is distinct from "minor_id" and "decided_by" is distinct from "guardian_id"),
	CONSTRAINT "what_is_decided_was_decided_by_somebody" CHECK (("state" = 'REQUESTED') = ("decided_by" is null)),
	CONSTRAINT "only_what_is_confirmed_holds" CHECK (("state" in ('CONFIRMED', 'ENDED')) = ("from" is not null) and ("from" is null) = ("until" is null)),
	CONSTRAINT "until_is_not_before_from" CHECK ("until" >= "from")
);
--> statement-breakpoint
CREATE INDEX "consents_at_id_index" ON "consents" ("at","id");--> statement-breakpoint
CREATE INDEX "guardianships_guardian_id_index" ON "guardianships" ("guardian_id");--> statement-breakpoint
CREATE INDEX "guardianships_minor_id_index" ON "guardianships" ("minor_id");--> statement-breakpoint
CREATE INDEX "guardianships_place_id_index" ON "guardianships" ("place_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_guardianship_of_two" ON "guardianships" ("minor_id","guardian_id") WHERE "state" in ('REQUESTED', 'CONFIRMED');--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_given_by_persons_id_fkey" FOREIGN KEY ("given_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_minor_id_persons_id_fkey" FOREIGN KEY ("minor_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_guardian_id_persons_id_fkey" FOREIGN KEY ("guardian_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_decided_by_persons_id_fkey" FOREIGN KEY ("decided_by") REFERENCES "persons"("id");--> statement-breakpoint
-- By hand: what was consented to stays as it was said.
CREATE FUNCTION "consents_are_never_changed"() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'consents are never changed'; END $$;
--> statement-breakpoint
CREATE TRIGGER "consents_are_never_changed" BEFORE UPDATE OR DELETE ON "consents"
  FOR EACH STATEMENT EXECUTE FUNCTION "consents_are_never_changed"();
