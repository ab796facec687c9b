ALTER TABLE "memberships" DROP CONSTRAINT "ends_after_it_starts";--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "founded_on" date;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "dissolved_on" date;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "is_contact" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "is_responsible" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "created_on" date;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "abolished_on" date;--> statement-breakpoint
CREATE UNIQUE INDEX "one_of_a_name_in_a_place" ON "organizations" ("place_id","name") WHERE "dissolved_on" is null;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "is_not_dissolved_before_it_is_founded" CHECK ("dissolved_on" >= "founded_on");--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "title_is_given" CHECK ("title" <> '');--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "is_not_abolished_before_it_is_made" CHECK ("abolished_on" >= "created_on");--> statement-breakpoint
-- By hand
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "does_not_end_before_it_starts" CHECK ("ends_on" >= "starts_on");--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "one_holder_at_a_time" EXCLUDE USING gist ("post_id" WITH =, daterange("starts_on", "ends_on") WITH &&);
