CREATE TABLE "advisers" (
	"think_tank_id" uuid,
	"person_id" uuid,
	"kind" text NOT NULL,
	"source" text,
	"fields" text[] NOT NULL,
	"contributions" text[] NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	CONSTRAINT "advisers_pkey" PRIMARY KEY("think_tank_id","person_id"),
	CONSTRAINT "an_expert_has_a_source_and_a_field" CHECK ("kind" <> 'EXPERT' or ("source" is not null and cardinality("fields") > 0)),
	CONSTRAINT "contributes_somehow" CHECK (cardinality("contributions") > 0),
	CONSTRAINT "fields_are_known" CHECK ("fields" <@ array['PUBLIC_UTILITIES', 'CONSTRUCTION', 'LEGAL', 'FINANCE_AND_AUDIT', 'OTHER']::text[]),
	CONSTRAINT "contributions_are_known" CHECK ("contributions" <@ array['VOLUNTEERING', 'PROFESSIONAL_SERVICE', 'YOUTH_COUNCIL']::text[])
);
--> statement-breakpoint
CREATE TABLE "cross_appointments" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"basis_post_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"state" text DEFAULT 'RECOMMENDED' NOT NULL,
	"recommended_by" uuid NOT NULL,
	"recommended_at" timestamp with time zone NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"declaration" text,
	"declared_at" timestamp with time zone,
	"closed_by" uuid,
	"closed_at" timestamp with time zone,
	"membership_id" uuid UNIQUE,
	CONSTRAINT "ends_after_it_starts" CHECK ("ends_on" is null or "ends_on" > "starts_on"),
	CONSTRAINT "two_different_posts" CHECK ("basis_post_id" <> "post_id"),
	CONSTRAINT "declared_at_a_time" CHECK (("declaration" is null) = ("declared_at" is null)),
	CONSTRAINT "confirmation_makes_a_membership" CHECK (("state" = 'CONFIRMED') = ("membership_id" is not null)),
	CONSTRAINT "nobody_confirms_oneself" CHECK ("state" <> 'CONFIRMED' or "closed_by" <> "person_id"),
	CONSTRAINT "closed_by_somebody_at_a_time" CHECK (("state" = 'RECOMMENDED') = ("closed_by" is null)
        and ("closed_by" is null) = ("closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "interests" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"committee_id" uuid NOT NULL,
	"expressed_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "withdrawn_after_expressed" CHECK ("withdrawn_at" is null or "withdrawn_at" >= "expressed_at")
);
--> statement-breakpoint
CREATE TABLE "placements" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"state" text DEFAULT 'RECOMMENDED' NOT NULL,
	"recommended_by" uuid NOT NULL,
	"recommended_at" timestamp with time zone NOT NULL,
	"agreed_at" timestamp with time zone,
	"closed_by" uuid,
	"closed_at" timestamp with time zone,
	"membership_id" uuid UNIQUE,
	CONSTRAINT "nobody_recommends_oneself" CHECK ("recommended_by" <> "person_id"),
	CONSTRAINT "acceptance_makes_a_membership" CHECK (("state" = 'ACCEPTED') = ("membership_id" is not null)),
	CONSTRAINT "acceptance_follows_consent" CHECK ("state" <> 'ACCEPTED' or "agreed_at" is not null),
	CONSTRAINT "closed_by_somebody_at_a_time" CHECK (("state" = 'RECOMMENDED') = ("closed_by" is null)
        and ("closed_by" is null) = ("closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "seat_applications" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"state" text DEFAULT 'APPLIED' NOT NULL,
	"applied_at" timestamp with time zone NOT NULL,
	"closed_by" uuid,
	"closed_at" timestamp with time zone,
	"membership_id" uuid UNIQUE,
	CONSTRAINT "admission_makes_a_membership" CHECK (("state" = 'ADMITTED') = ("membership_id" is not null)),
	CONSTRAINT "nobody_admits_oneself" CHECK ("state" <> 'ADMITTED' or "closed_by" <> "person_id"),
	CONSTRAINT "closed_by_somebody_at_a_time" CHECK (("state" = 'APPLIED') = ("closed_by" is null)
        and ("closed_by" is null) = ("closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "vanguard_activities" (
	"vanguard_id" uuid,
	"activity_id" uuid,
	CONSTRAINT "vanguard_activities_pkey" PRIMARY KEY("vanguard_id","activity_id")
);
--> statement-breakpoint
CREATE TABLE "vanguards" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"state" text DEFAULT 'NOMINATED' NOT NULL,
	"nominated_by" uuid NOT NULL,
	"nominated_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"recognized_by" uuid,
	"recognized_at" timestamp with time zone,
	CONSTRAINT "nobody_nominates_oneself" CHECK ("nominated_by" <> "person_id"),
	CONSTRAINT "nominator_does_not_recognize" CHECK ("recognized_by" is null or ("recognized_by" <> "nominated_by" and "recognized_by" <> "person_id")),
	CONSTRAINT "training_follows_consent" CHECK ("state" not in ('IN_TRAINING', 'RECOGNIZED') or "accepted_at" is not null),
	CONSTRAINT "recognized_by_somebody_at_a_time" CHECK (("state" = 'RECOGNIZED') = ("recognized_by" is not null)
        and ("state" = 'RECOGNIZED') = ("recognized_at" is not null))
);
--> statement-breakpoint
CREATE INDEX "advisers_person_id_index" ON "advisers" ("person_id");--> statement-breakpoint
CREATE INDEX "cross_appointments_person_id_index" ON "cross_appointments" ("person_id");--> statement-breakpoint
CREATE INDEX "cross_appointments_post_id_recommended_at_index" ON "cross_appointments" ("post_id","recommended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_cross_appointment" ON "cross_appointments" ("person_id","post_id") WHERE "state" = 'RECOMMENDED';--> statement-breakpoint
CREATE INDEX "interests_person_id_index" ON "interests" ("person_id");--> statement-breakpoint
CREATE INDEX "interests_committee_id_expressed_at_id_index" ON "interests" ("committee_id","expressed_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_interest_each" ON "interests" ("person_id","committee_id") WHERE "withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "placements_person_id_index" ON "placements" ("person_id");--> statement-breakpoint
CREATE INDEX "placements_post_id_recommended_at_index" ON "placements" ("post_id","recommended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_placement" ON "placements" ("person_id","post_id") WHERE "state" = 'RECOMMENDED';--> statement-breakpoint
CREATE INDEX "seat_applications_person_id_index" ON "seat_applications" ("person_id");--> statement-breakpoint
CREATE INDEX "seat_applications_post_id_applied_at_index" ON "seat_applications" ("post_id","applied_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_application" ON "seat_applications" ("person_id","post_id") WHERE "state" = 'APPLIED';--> statement-breakpoint
CREATE INDEX "vanguards_person_id_index" ON "vanguards" ("person_id");--> statement-breakpoint
CREATE INDEX "vanguards_place_id_nominated_at_id_index" ON "vanguards" ("place_id","nominated_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_nomination_at_a_time" ON "vanguards" ("person_id","place_id") WHERE "state" in ('NOMINATED', 'IN_TRAINING', 'RECOGNIZED');--> statement-breakpoint
ALTER TABLE "advisers" ADD CONSTRAINT "advisers_think_tank_id_organizations_id_fkey" FOREIGN KEY ("think_tank_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "advisers" ADD CONSTRAINT "advisers_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "cross_appointments" ADD CONSTRAINT "cross_appointments_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "cross_appointments" ADD CONSTRAINT "cross_appointments_basis_post_id_posts_id_fkey" FOREIGN KEY ("basis_post_id") REFERENCES "posts"("id");--> statement-breakpoint
ALTER TABLE "cross_appointments" ADD CONSTRAINT "cross_appointments_post_id_posts_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id");--> statement-breakpoint
ALTER TABLE "cross_appointments" ADD CONSTRAINT "cross_appointments_recommended_by_persons_id_fkey" FOREIGN KEY ("recommended_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "cross_appointments" ADD CONSTRAINT "cross_appointments_closed_by_persons_id_fkey" FOREIGN KEY ("closed_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "cross_appointments" ADD CONSTRAINT "cross_appointments_membership_id_memberships_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "memberships"("id");--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_committee_id_organizations_id_fkey" FOREIGN KEY ("committee_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_post_id_posts_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id");--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_recommended_by_persons_id_fkey" FOREIGN KEY ("recommended_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_closed_by_persons_id_fkey" FOREIGN KEY ("closed_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_membership_id_memberships_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "memberships"("id");--> statement-breakpoint
ALTER TABLE "seat_applications" ADD CONSTRAINT "seat_applications_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "seat_applications" ADD CONSTRAINT "seat_applications_post_id_posts_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id");--> statement-breakpoint
ALTER TABLE "seat_applications" ADD CONSTRAINT "seat_applications_closed_by_persons_id_fkey" FOREIGN KEY ("closed_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "seat_applications" ADD CONSTRAINT "seat_applications_membership_id_memberships_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "memberships"("id");--> statement-breakpoint
ALTER TABLE "vanguard_activities" ADD CONSTRAINT "vanguard_activities_vanguard_id_vanguards_id_fkey" FOREIGN KEY ("vanguard_id") REFERENCES "vanguards"("id");--> statement-breakpoint
ALTER TABLE "vanguards" ADD CONSTRAINT "vanguards_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "vanguards" ADD CONSTRAINT "vanguards_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "vanguards" ADD CONSTRAINT "vanguards_nominated_by_persons_id_fkey" FOREIGN KEY ("nominated_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "vanguards" ADD CONSTRAINT "vanguards_recognized_by_persons_id_fkey" FOREIGN KEY ("recognized_by") REFERENCES "persons"("id");