CREATE TABLE "data_receipts" (
	"request_id" uuid,
	"service" text,
	"at" timestamp with time zone NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "data_receipts_pkey" PRIMARY KEY("request_id","service")
);
--> statement-breakpoint
CREATE TABLE "data_requests" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"consumer" text,
	"sequence" bigint,
	"event_id" uuid NOT NULL,
	CONSTRAINT "deliveries_pkey" PRIMARY KEY("consumer","sequence")
);
--> statement-breakpoint
CREATE INDEX "data_requests_person_id_at_id_index" ON "data_requests" ("person_id","at","id");--> statement-breakpoint
CREATE INDEX "data_requests_at_id_index" ON "data_requests" ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "an_account_is_deleted_once" ON "data_requests" ("person_id") WHERE "kind" = 'DELETION';--> statement-breakpoint
CREATE INDEX "outbox_by_actor" ON "outbox" ("actor") WHERE "actor" is not null;--> statement-breakpoint
ALTER TABLE "data_receipts" ADD CONSTRAINT "data_receipts_request_id_data_requests_id_fkey" FOREIGN KEY ("request_id") REFERENCES "data_requests"("id");--> statement-breakpoint
ALTER TABLE "data_requests" ADD CONSTRAINT "data_requests_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_outbox_id_fkey" FOREIGN KEY ("event_id") REFERENCES "outbox"("id");