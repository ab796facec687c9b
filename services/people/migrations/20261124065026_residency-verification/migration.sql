CREATE TABLE "households" (
	"id" uuid PRIMARY KEY,
	"building_id" uuid NOT NULL,
	"room" text NOT NULL,
	CONSTRAINT "households_building_id_room_unique" UNIQUE("building_id","room"),
	CONSTRAINT "room_is_given" CHECK ("room" <> '')
);
--> statement-breakpoint
CREATE TABLE "residency_verifications" (
	"id" uuid PRIMARY KEY,
	"residence_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	"method" text,
	"checked_by" uuid,
	"checked_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text,
	"from" timestamp with time zone,
	"until" timestamp with time zone,
	CONSTRAINT "only_what_is_verified_holds" CHECK (("state" = 'VERIFIED') = ("from" is not null) and ("from" is null) = ("until" is null)),
	CONSTRAINT "until_is_after_from" CHECK ("until" > "from"),
	CONSTRAINT "a_refusal_has_a_reason" CHECK (("state" = 'REFUSED') = ("reason" is not null)),
	CONSTRAINT "what_is_decided_has_its_time" CHECK (("state" in ('VERIFIED', 'REFUSED')) = ("decided_at" is not null)),
	CONSTRAINT "what_is_decided_was_decided_somehow" CHECK ("state" = 'REPORTED' or "method" is not null),
	CONSTRAINT "a_review_follows_a_check" CHECK ("state" <> 'NEEDS_REVIEW' or "checked_at" is not null),
	CONSTRAINT "nobody_verifies_themselves" CHECK ("checked_by" is distinct from "person_id" and "decided_by" is distinct from "person_id"),
	CONSTRAINT "a_review_takes_a_second_person" CHECK ("checked_by" is null or "decided_by" is null or "checked_by" <> "decided_by")
);
--> statement-breakpoint
ALTER TABLE "residences" ADD COLUMN "household_id" uuid;--> statement-breakpoint
ALTER TABLE "residences" ADD CONSTRAINT "residences_id_person_id_unique" UNIQUE("id","person_id");--> statement-breakpoint
CREATE INDEX "residences_household_id_index" ON "residences" ("household_id");--> statement-breakpoint
CREATE INDEX "residency_verifications_residence_id_index" ON "residency_verifications" ("residence_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_verification" ON "residency_verifications" ("residence_id") WHERE "state" in ('REPORTED', 'NEEDS_REVIEW');--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_building_id_places_id_fkey" FOREIGN KEY ("building_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "residences" ADD CONSTRAINT "residences_household_id_households_id_fkey" FOREIGN KEY ("household_id") REFERENCES "households"("id");--> statement-breakpoint
ALTER TABLE "residency_verifications" ADD CONSTRAINT "residency_verifications_checked_by_persons_id_fkey" FOREIGN KEY ("checked_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "residency_verifications" ADD CONSTRAINT "residency_verifications_decided_by_persons_id_fkey" FOREIGN KEY ("decided_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "residency_verifications" ADD CONSTRAINT "residency_verifications_p5jRXJR734g2_fkey" FOREIGN KEY ("residence_id","person_id") REFERENCES "residences"("id","person_id");--> statement-breakpoint
-- By hand: what was verified so far moves along, each residence to the household behind its door.
INSERT INTO "households" ("id", "building_id", "room")
  SELECT uuidv7(), "place_id", "door" FROM (
    SELECT DISTINCT "place_id", coalesce(nullif(upper(regexp_replace(normalize("room", NFKC), '\s|室$', '', 'g')), ''), '未登记') AS "door"
    FROM "residences") AS "doors";
--> statement-breakpoint
UPDATE "residences" SET "household_id" = "households"."id" FROM "households"
  WHERE "households"."building_id" = "residences"."place_id"
    AND "households"."room" = coalesce(nullif(upper(regexp_replace(normalize("residences"."room", NFKC), '\s|室$', '', 'g')), ''), '未登记');
--> statement-breakpoint
INSERT INTO "residency_verifications"
  ("id", "residence_id", "person_id", "state", "reported_at", "method", "decided_at", "from", "until")
  SELECT uuidv7(), "id", "person_id", 'VERIFIED', "verified_at", 'WORKER', "verified_at", "verified_at",
    ((("verified_at" AT TIME ZONE 'Asia/Shanghai')::date + interval '36 months') AT TIME ZONE 'Asia/Shanghai')
  FROM "residences" WHERE "verified_at" IS NOT NULL;
--> statement-breakpoint
INSERT INTO "residency_verifications" ("id", "residence_id", "person_id", "state", "reported_at")
  SELECT uuidv7(), "id", "person_id", 'REPORTED', now() FROM "residences" WHERE "verified_at" IS NULL;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "residences" ADD CONSTRAINT "one_residence_in_a_household_at_a_time"
  EXCLUDE USING gist ("person_id" WITH =, "household_id" WITH =, daterange("starts_on", "ends_on") WITH &&);
--> statement-breakpoint
ALTER TABLE "residency_verifications" ADD CONSTRAINT "one_verification_at_a_time"
  EXCLUDE USING gist ("residence_id" WITH =, tstzrange("from", "until") WITH &&) WHERE ("state" = 'VERIFIED');
