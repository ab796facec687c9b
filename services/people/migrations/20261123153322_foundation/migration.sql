CREATE TABLE "accounts" (
	"issuer" text,
	"subject" text,
	"person_id" uuid NOT NULL,
	CONSTRAINT "accounts_pkey" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"place_id" uuid,
	"organization_id" uuid,
	"source" text NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "ends_after_it_starts" CHECK ("until" is null or "until" > "from"),
	CONSTRAINT "a_delegation_ends" CHECK ("source" <> 'DELEGATION' or "until" is not null)
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"event_id" uuid PRIMARY KEY,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY,
	"post_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"on_behalf_of_id" uuid,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "ends_after_it_starts" CHECK ("ends_on" is null or "ends_on" > "starts_on")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"classification" text NOT NULL,
	"sector" text,
	"place_id" uuid NOT NULL,
	"parent_id" uuid,
	CONSTRAINT "only_league_organizations_have_a_sector" CHECK ("sector" is null or "classification" = 'LEAGUE_ORGANIZATION'),
	CONSTRAINT "name_is_given" CHECK ("name" <> '')
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
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"phone" text,
	"birth_date" date,
	CONSTRAINT "name_is_given" CHECK ("name" <> '')
);
--> statement-breakpoint
CREATE TABLE "pilots" (
	"id" uuid PRIMARY KEY,
	"place_id" uuid NOT NULL UNIQUE,
	"started_on" date NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"guide_id" uuid NOT NULL
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
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY,
	"organization_id" uuid NOT NULL,
	"title" text NOT NULL,
	"is_leadership" boolean DEFAULT false NOT NULL,
	"role" text
);
--> statement-breakpoint
CREATE TABLE "residences" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"room" text,
	"tenure" text NOT NULL,
	"verified_at" timestamp with time zone,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "ends_after_it_starts" CHECK ("ends_on" is null or "ends_on" > "starts_on")
);
--> statement-breakpoint
CREATE INDEX "grants_person_id_index" ON "grants" ("person_id");--> statement-breakpoint
CREATE INDEX "memberships_person_id_index" ON "memberships" ("person_id");--> statement-breakpoint
CREATE INDEX "memberships_post_id_index" ON "memberships" ("post_id");--> statement-breakpoint
CREATE INDEX "organizations_place_id_id_index" ON "organizations" ("place_id","id");--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" ("sequence") WHERE "published_at" is null;--> statement-breakpoint
CREATE INDEX "place_paths_ancestor_id_place_id_index" ON "place_paths" ("ancestor_id","place_id");--> statement-breakpoint
CREATE INDEX "places_parent_id_index" ON "places" ("parent_id");--> statement-breakpoint
CREATE INDEX "posts_organization_id_index" ON "posts" ("organization_id");--> statement-breakpoint
CREATE INDEX "residences_person_id_index" ON "residences" ("person_id");--> statement-breakpoint
CREATE INDEX "residences_place_id_index" ON "residences" ("place_id");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_post_id_posts_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id");--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_on_behalf_of_id_organizations_id_fkey" FOREIGN KEY ("on_behalf_of_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_parent_id_organizations_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "pilots" ADD CONSTRAINT "pilots_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "pilots" ADD CONSTRAINT "pilots_sponsor_id_organizations_id_fkey" FOREIGN KEY ("sponsor_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "pilots" ADD CONSTRAINT "pilots_guide_id_organizations_id_fkey" FOREIGN KEY ("guide_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "place_paths" ADD CONSTRAINT "place_paths_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "place_paths" ADD CONSTRAINT "place_paths_ancestor_id_places_id_fkey" FOREIGN KEY ("ancestor_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_parent_id_places_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "residences" ADD CONSTRAINT "residences_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "residences" ADD CONSTRAINT "residences_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");