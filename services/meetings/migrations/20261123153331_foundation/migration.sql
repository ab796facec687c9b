CREATE TABLE "agenda_items" (
	"id" uuid PRIMARY KEY,
	"series_id" uuid NOT NULL,
	"meeting_id" uuid,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"state" text DEFAULT 'PROPOSED' NOT NULL,
	"deferrals" integer DEFAULT 0 NOT NULL,
	"demand_id" uuid,
	"reason" text,
	CONSTRAINT "agenda_items_meeting_id_position_unique" UNIQUE("meeting_id","position"),
	CONSTRAINT "cites_a_demand_or_states_a_reason" CHECK ("demand_id" is not null or coalesce("reason", '') <> ''),
	CONSTRAINT "deferrals_are_not_negative" CHECK ("deferrals" >= 0),
	CONSTRAINT "position_counts_from_one" CHECK ("position" >= 1),
	CONSTRAINT "title_is_given" CHECK ("title" <> '')
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"event_id" uuid PRIMARY KEY,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_series" (
	"id" uuid PRIMARY KEY,
	"place_id" uuid NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"rrule" text NOT NULL,
	"state" text DEFAULT 'ACTIVE' NOT NULL,
	"organization_id" uuid NOT NULL,
	CONSTRAINT "meeting_series_id_place_id_unique" UNIQUE("id","place_id"),
	CONSTRAINT "rrule_has_a_frequency" CHECK ("rrule" like 'FREQ=_%'),
	CONSTRAINT "title_is_given" CHECK ("title" <> '')
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" uuid PRIMARY KEY,
	"series_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"title" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"state" text DEFAULT 'PLANNED' NOT NULL,
	CONSTRAINT "meetings_id_series_id_unique" UNIQUE("id","series_id"),
	CONSTRAINT "ends_after_it_starts" CHECK ("ends_at" > "starts_at"),
	CONSTRAINT "title_is_given" CHECK ("title" <> '')
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
CREATE INDEX "agenda_items_backlog" ON "agenda_items" ("series_id","position","id") WHERE "meeting_id" is null;--> statement-breakpoint
CREATE INDEX "meeting_series_place_id_index" ON "meeting_series" ("place_id");--> statement-breakpoint
CREATE INDEX "meetings_place_id_starts_at_id_index" ON "meetings" ("place_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "meetings_series_id_place_id_index" ON "meetings" ("series_id","place_id");--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" ("sequence") WHERE "published_at" is null;--> statement-breakpoint
CREATE INDEX "place_paths_ancestor_id_place_id_index" ON "place_paths" ("ancestor_id","place_id");--> statement-breakpoint
CREATE INDEX "places_parent_id_index" ON "places" ("parent_id");--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_series_id_meeting_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "meeting_series"("id");--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_meeting_id_series_id_meetings_id_series_id_fkey" FOREIGN KEY ("meeting_id","series_id") REFERENCES "meetings"("id","series_id");--> statement-breakpoint
ALTER TABLE "meeting_series" ADD CONSTRAINT "meeting_series_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_series_id_place_id_meeting_series_id_place_id_fkey" FOREIGN KEY ("series_id","place_id") REFERENCES "meeting_series"("id","place_id") ON UPDATE CASCADE;--> statement-breakpoint
ALTER TABLE "place_paths" ADD CONSTRAINT "place_paths_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "place_paths" ADD CONSTRAINT "place_paths_ancestor_id_places_id_fkey" FOREIGN KEY ("ancestor_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_parent_id_places_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "places"("id");