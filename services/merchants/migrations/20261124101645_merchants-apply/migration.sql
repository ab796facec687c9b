CREATE TABLE "business_districts" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL UNIQUE,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "name_is_given" CHECK ("name" <> ''),
	CONSTRAINT "location_is_on_earth" CHECK ("latitude" between -90 and 90 and "longitude" between -180 and 180)
);
--> statement-breakpoint
CREATE TABLE "district_places" (
	"district_id" uuid,
	"place_id" uuid,
	CONSTRAINT "district_places_pkey" PRIMARY KEY("district_id","place_id")
);
--> statement-breakpoint
CREATE TABLE "outlet_exceptions" (
	"id" uuid PRIMARY KEY,
	"outlet_id" uuid NOT NULL,
	"on" date NOT NULL,
	"opens_minute" integer,
	"closes_minute" integer,
	CONSTRAINT "times_are_whole" CHECK (num_nulls("opens_minute", "closes_minute") in (0, 2)),
	CONSTRAINT "opens_within_its_day" CHECK ("opens_minute" between 0 and 1439 and "closes_minute" - "opens_minute" between 1 and 1440)
);
--> statement-breakpoint
CREATE TABLE "outlet_hours" (
	"outlet_id" uuid,
	"weekday" text,
	"opens_minute" integer,
	"closes_minute" integer NOT NULL,
	CONSTRAINT "outlet_hours_pkey" PRIMARY KEY("outlet_id","weekday","opens_minute"),
	CONSTRAINT "opens_within_its_day" CHECK ("opens_minute" between 0 and 1439 and "closes_minute" - "opens_minute" between 1 and 1440)
);
--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "kind" text DEFAULT 'OTHER' NOT NULL;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "contact" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "licence" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "applied_by" uuid;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "applied_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "reviewed_by" uuid;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "review_reason" text;--> statement-breakpoint
ALTER TABLE "outlets" ADD COLUMN "latitude" double precision;--> statement-breakpoint
ALTER TABLE "outlets" ADD COLUMN "longitude" double precision;--> statement-breakpoint
ALTER TABLE "outlets" ADD COLUMN "district_id" uuid;--> statement-breakpoint
ALTER TABLE "outlets" ADD COLUMN "retired_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "district_places_place_id_district_id_index" ON "district_places" ("place_id","district_id");--> statement-breakpoint
CREATE INDEX "merchants_state_id_index" ON "merchants" ("state","id");--> statement-breakpoint
CREATE INDEX "outlet_exceptions_outlet_id_on_index" ON "outlet_exceptions" ("outlet_id","on");--> statement-breakpoint
CREATE INDEX "outlets_district_id_index" ON "outlets" ("district_id");--> statement-breakpoint
CREATE INDEX "outlets_in_use_by_location" ON "outlets" ("latitude","longitude","merchant_id") WHERE "retired_at" is null;--> statement-breakpoint
ALTER TABLE "district_places" ADD CONSTRAINT "district_places_district_id_business_districts_id_fkey" FOREIGN KEY ("district_id") REFERENCES "business_districts"("id");--> statement-breakpoint
ALTER TABLE "district_places" ADD CONSTRAINT "district_places_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "outlet_exceptions" ADD CONSTRAINT "outlet_exceptions_outlet_id_outlets_id_fkey" FOREIGN KEY ("outlet_id") REFERENCES "outlets"("id");--> statement-breakpoint
ALTER TABLE "outlet_hours" ADD CONSTRAINT "outlet_hours_outlet_id_outlets_id_fkey" FOREIGN KEY ("outlet_id") REFERENCES "outlets"("id");--> statement-breakpoint
ALTER TABLE "outlets" ADD CONSTRAINT "outlets_district_id_business_districts_id_fkey" FOREIGN KEY ("district_id") REFERENCES "business_districts"("id");--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "reviewer_is_not_applicant" CHECK ("reviewed_by" is null or "reviewed_by" <> "applied_by");--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "rejected_with_a_reason" CHECK ("state" <> 'REJECTED' or "review_reason" <> '');--> statement-breakpoint
ALTER TABLE "merchants" ADD CONSTRAINT "applied_by_somebody_some_time" CHECK (num_nulls("applied_by", "applied_at") in (0, 2));--> statement-breakpoint
ALTER TABLE "outlets" ADD CONSTRAINT "location_is_whole" CHECK (num_nulls("latitude", "longitude") in (0, 2));--> statement-breakpoint
ALTER TABLE "outlets" ADD CONSTRAINT "location_is_on_earth" CHECK ("latitude" between -90 and 90 and "longitude" between -180 and 180);--> statement-breakpoint
CREATE VIEW "merchant_places" AS (select distinct merchant_id, place_id from outlets where retired_at is null);--> statement-breakpoint
CREATE VIEW "place_districts" AS (
  select distinct place_paths.place_id, district_id
  from district_places join place_paths on ancestor_id = district_places.place_id);--> statement-breakpoint
CREATE VIEW "place_merchants" AS (
  select distinct ancestor_id as place_id, merchant_id
  from outlets join place_paths using (place_id) where retired_at is null);--> statement-breakpoint
CREATE VIEW "place_outlets" AS (
  select ancestor_id as place_id, outlets.id as outlet_id, merchant_id
  from outlets join place_paths using (place_id) where retired_at is null);