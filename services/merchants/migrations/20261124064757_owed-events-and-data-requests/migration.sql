CREATE TABLE "data_requests" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"consumer" text,
	"sequence" bigint,
	"event_id" uuid NOT NULL,
	CONSTRAINT "deliveries_pkey" PRIMARY KEY("consumer","sequence")
);
--> statement-breakpoint
CREATE INDEX "data_requests_person_id_index" ON "data_requests" ("person_id");--> statement-breakpoint
CREATE INDEX "outbox_by_actor" ON "outbox" ("actor") WHERE "actor" is not null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_outbox_id_fkey" FOREIGN KEY ("event_id") REFERENCES "outbox"("id");