CREATE TABLE "supports" (
	"id" uuid PRIMARY KEY,
	"kind" text NOT NULL,
	"giver_id" uuid NOT NULL,
	"receiver_id" uuid NOT NULL,
	"venue_id" uuid,
	"starts_on" date NOT NULL,
	"ends_on" date,
	CONSTRAINT "a_venue_goes_with_support_by_a_venue" CHECK (("venue_id" is null) = ("kind" <> 'VENUE')),
	CONSTRAINT "nobody_supports_itself" CHECK ("giver_id" <> "receiver_id"),
	CONSTRAINT "does_not_end_before_it_starts" CHECK ("ends_on" >= "starts_on")
);
--> statement-breakpoint
CREATE TABLE "venues" (
	"id" uuid PRIMARY KEY,
	"place_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"provider_id" uuid NOT NULL,
	"sign_photo" text,
	"sign_photo_taken_on" date,
	"opened_on" date NOT NULL,
	"closed_on" date,
	CONSTRAINT "name_is_given" CHECK ("name" <> ''),
	CONSTRAINT "a_sign_photo_has_its_date" CHECK (("sign_photo" is null) = ("sign_photo_taken_on" is null)),
	CONSTRAINT "is_not_closed_before_it_is_opened" CHECK ("closed_on" >= "opened_on")
);
--> statement-breakpoint
CREATE INDEX "supports_giver_id_index" ON "supports" ("giver_id");--> statement-breakpoint
CREATE INDEX "supports_receiver_id_index" ON "supports" ("receiver_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_present_support_of_a_kind" ON "supports" ("giver_id","receiver_id","kind",coalesce("venue_id", "giver_id")) WHERE "ends_on" is null;--> statement-breakpoint
CREATE INDEX "venues_place_id_id_index" ON "venues" ("place_id","id");--> statement-breakpoint
CREATE INDEX "venues_provider_id_index" ON "venues" ("provider_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_venue_of_a_name_in_a_place" ON "venues" ("place_id","name") WHERE "closed_on" is null;--> statement-breakpoint
ALTER TABLE "supports" ADD CONSTRAINT "supports_giver_id_organizations_id_fkey" FOREIGN KEY ("giver_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "supports" ADD CONSTRAINT "supports_receiver_id_organizations_id_fkey" FOREIGN KEY ("receiver_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "supports" ADD CONSTRAINT "supports_venue_id_venues_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venues"("id");--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "venues" ADD CONSTRAINT "venues_provider_id_organizations_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "organizations"("id");