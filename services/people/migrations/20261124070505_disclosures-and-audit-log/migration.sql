CREATE TABLE "audit_entries" (
	"sequence" bigint PRIMARY KEY,
	"id" uuid NOT NULL UNIQUE,
	"at" timestamp(3) with time zone NOT NULL,
	"reader_id" uuid NOT NULL,
	"role" text,
	"scope" uuid,
	"person_id" uuid NOT NULL,
	"data_class" text NOT NULL,
	"fields" text[] NOT NULL,
	"disclosure_id" uuid,
	"request_id" text,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "nobody_is_logged_for_their_own" CHECK ("reader_id" <> "person_id"),
	CONSTRAINT "something_was_read" CHECK (cardinality("fields") > 0)
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"only" boolean PRIMARY KEY DEFAULT true,
	"sequence" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "there_is_one" CHECK ("only")
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"data_class" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"role" text NOT NULL,
	"scope" uuid,
	"reason" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"refusal_reason" text,
	"opened_at" timestamp with time zone,
	"open_until" timestamp with time zone,
	CONSTRAINT "nobody_asks_about_themselves" CHECK ("asked_by" <> "person_id"),
	CONSTRAINT "asker_is_not_approver" CHECK ("decided_by" is null or "decided_by" <> "asked_by"),
	CONSTRAINT "a_decision_is_somebodys" CHECK (("decision" is null) = ("decided_by" is null) and ("decision" is null) = ("decided_at" is null)),
	CONSTRAINT "sensitive_data_needs_approval" CHECK ("opened_at" is null or "data_class" = 'C2' or "decision" is not distinct from 'APPROVED'),
	CONSTRAINT "what_was_refused_stays_closed" CHECK ("decision" is distinct from 'REFUSED' or "opened_at" is null),
	CONSTRAINT "it_closes" CHECK (("opened_at" is null) = ("open_until" is null) and "open_until" > "opened_at")
);
--> statement-breakpoint
CREATE INDEX "audit_entries_person_id_sequence_index" ON "audit_entries" ("person_id","sequence");--> statement-breakpoint
CREATE INDEX "disclosures_person_id_asked_by_index" ON "disclosures" ("person_id","asked_by");--> statement-breakpoint
CREATE INDEX "disclosures_asked_by_id_index" ON "disclosures" ("asked_by","id");--> statement-breakpoint
CREATE INDEX "disclosures_pending" ON "disclosures" ("asked_at") WHERE "decision" is null and "opened_at" is null;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_asked_by_persons_id_fkey" FOREIGN KEY ("asked_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_decided_by_persons_id_fkey" FOREIGN KEY ("decided_by") REFERENCES "persons"("id");--> statement-breakpoint
-- By hand: the audit log is only ever added to.
create function "refuse_change"() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is only ever added to.' using errcode = 'integrity_constraint_violation', constraint = 'only_added_to';
end
$$;
--> statement-breakpoint
create trigger "only_added_to" before update or delete on "audit_entries" for each row execute function "refuse_change"();
--> statement-breakpoint
create trigger "only_added_to_at_all" before truncate on "audit_entries" for each statement execute function "refuse_change"();
--> statement-breakpoint
insert into "audit_heads" ("only", "sequence", "hash") values (true, 0, repeat('0', 64));
