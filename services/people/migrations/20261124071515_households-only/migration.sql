ALTER TABLE "residences" DROP COLUMN "room";--> statement-breakpoint
ALTER TABLE "residences" DROP COLUMN "verified_at";--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_id_building_id_unique" UNIQUE("id","building_id");--> statement-breakpoint
-- By hand: a household lies in the building where its people live.
ALTER TABLE "residences" ADD CONSTRAINT "household_lies_in_the_building"
  FOREIGN KEY ("household_id", "place_id") REFERENCES "households" ("id", "building_id");
