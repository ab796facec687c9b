CREATE TABLE "charters" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"effective_from" date NOT NULL,
	"reviewed_on" date,
	"duties" text[] NOT NULL,
	"text_reference" text NOT NULL,
	CONSTRAINT "one_charter_of_a_version" UNIQUE("organization_id","version"),
	CONSTRAINT "one_charter_a_day" UNIQUE("organization_id","effective_from"),
	CONSTRAINT "versions_begin_at_one" CHECK ("version" >= 1),
	CONSTRAINT "duties_are_given" CHECK (cardinality("duties") >= 1),
	CONSTRAINT "is_not_reviewed_before_it_is_in_force" CHECK ("reviewed_on" >= "effective_from")
);
--> statement-breakpoint
CREATE TABLE "engagements" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"amount_fen" bigint,
	CONSTRAINT "ends_after_it_starts" CHECK ("ends_on" > "starts_on"),
	CONSTRAINT "a_purchase_has_a_period" CHECK ("mode" <> 'PURCHASED' or "ends_on" is not null),
	CONSTRAINT "a_purchase_has_an_amount_and_nothing_else_has" CHECK (("mode" = 'PURCHASED') = ("amount_fen" is not null)),
	CONSTRAINT "amount_is_positive" CHECK ("amount_fen" > 0),
	CONSTRAINT "nobody_engages_oneself" CHECK ("organization_id" <> "client_id")
);
--> statement-breakpoint
CREATE TABLE "founders" (
	"organization_id" uuid,
	"founder_id" uuid,
	CONSTRAINT "founders_pkey" PRIMARY KEY("organization_id","founder_id"),
	CONSTRAINT "nobody_founds_oneself" CHECK ("organization_id" <> "founder_id")
);
--> statement-breakpoint
CREATE TABLE "organization_names" (
	"organization_id" uuid,
	"ends_on" date,
	"name" text NOT NULL,
	CONSTRAINT "organization_names_pkey" PRIMARY KEY("organization_id","ends_on")
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"organization_id" uuid PRIMARY KEY,
	"kind" text NOT NULL,
	"goals" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "youth_communities" (
	"id" uuid PRIMARY KEY,
	"place_id" uuid NOT NULL CONSTRAINT "one_enrolment_a_place" UNIQUE,
	"enrolled_on" date NOT NULL,
	"lead_id" uuid,
	"lead_since" date,
	CONSTRAINT "a_lead_has_a_day" CHECK (("lead_id" is null) = ("lead_since" is null)),
	CONSTRAINT "is_not_led_before_it_is_enrolled" CHECK ("lead_since" >= "enrolled_on")
);
--> statement-breakpoint
CREATE INDEX "engagements_organization_id_index" ON "engagements" ("organization_id");--> statement-breakpoint
CREATE INDEX "founders_founder_id_index" ON "founders" ("founder_id");--> statement-breakpoint
ALTER TABLE "charters" ADD CONSTRAINT "charters_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_client_id_organizations_id_fkey" FOREIGN KEY ("client_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "founders" ADD CONSTRAINT "founders_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "founders" ADD CONSTRAINT "founders_founder_id_organizations_id_fkey" FOREIGN KEY ("founder_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "organization_names" ADD CONSTRAINT "organization_names_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "youth_communities" ADD CONSTRAINT "youth_communities_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "youth_communities" ADD CONSTRAINT "youth_communities_lead_id_organizations_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "organizations"("id");