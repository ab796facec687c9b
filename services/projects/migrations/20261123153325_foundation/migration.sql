CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY,
	"place_id" uuid NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"capacity" integer,
	"host_organization_id" uuid NOT NULL,
	CONSTRAINT "title_is_given" CHECK ("title" <> ''),
	CONSTRAINT "ends_after_it_starts" CHECK ("ends_at" > "starts_at"),
	CONSTRAINT "somebody_may_take_part" CHECK ("capacity" > 0)
);
--> statement-breakpoint
CREATE TABLE "demands" (
	"id" uuid PRIMARY KEY,
	"place_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"source" text NOT NULL,
	"urgency" text NOT NULL,
	"state" text NOT NULL,
	"verdict" text,
	"reporter_id" uuid NOT NULL,
	"reported_at" timestamp(3) with time zone NOT NULL,
	"answered_at" timestamp(3) with time zone,
	"closed_at" timestamp(3) with time zone,
	CONSTRAINT "title_is_given" CHECK ("title" <> ''),
	CONSTRAINT "only_closed_demands_have_a_verdict" CHECK ("verdict" is null or "state" = 'CLOSED'),
	CONSTRAINT "is_reported_before_it_is_answered" CHECK ("answered_at" >= "reported_at"),
	CONSTRAINT "is_answered_before_it_is_closed" CHECK ("closed_at" >= coalesce("answered_at", "reported_at")),
	CONSTRAINT "its_state_tells_whether_it_is_answered" CHECK ("state" in ('ON_HOLD', 'DUPLICATE_OF') or ("answered_at" is null) = ("state" in ('REPORTED', 'TRIAGED', 'DISPATCHED'))),
	CONSTRAINT "its_state_tells_whether_it_has_ended" CHECK (("closed_at" is not null) = ("state" in ('CLOSED', 'REJECTED', 'DUPLICATE_OF', 'REFERRED', 'SOLVED_ON_SPOT')))
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"event_id" uuid PRIMARY KEY,
	"at" timestamp with time zone DEFAULT now() NOT NULL
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
CREATE INDEX "activities_place_id_starts_at_id_index" ON "activities" ("place_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "activities_host_organization_id_index" ON "activities" ("host_organization_id");--> statement-breakpoint
CREATE INDEX "demands_place_id_reported_at_id_index" ON "demands" ("place_id","reported_at","id");--> statement-breakpoint
CREATE INDEX "demands_reporter_id_index" ON "demands" ("reporter_id");--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "outbox" ("sequence") WHERE "published_at" is null;--> statement-breakpoint
CREATE INDEX "place_paths_ancestor_id_place_id_index" ON "place_paths" ("ancestor_id","place_id");--> statement-breakpoint
CREATE INDEX "places_parent_id_index" ON "places" ("parent_id");--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "demands" ADD CONSTRAINT "demands_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "place_paths" ADD CONSTRAINT "place_paths_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "place_paths" ADD CONSTRAINT "place_paths_ancestor_id_places_id_fkey" FOREIGN KEY ("ancestor_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_parent_id_places_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "places"("id");