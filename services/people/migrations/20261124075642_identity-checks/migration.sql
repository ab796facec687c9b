CREATE TABLE "identity_attempts" (
	"person_id" uuid PRIMARY KEY,
	"on_date" date NOT NULL,
	"attempts" integer NOT NULL,
	CONSTRAINT "attempts_count_from_one" CHECK ("attempts" >= 1)
);
--> statement-breakpoint
CREATE TABLE "identity_checks" (
	"person_id" uuid PRIMARY KEY,
	"number_hash" text NOT NULL CONSTRAINT "one_person_per_identity_number" UNIQUE,
	"verified_at" timestamp with time zone NOT NULL,
	CONSTRAINT "an_identity_number_is_hashed" CHECK ("number_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "identity_attempts" ADD CONSTRAINT "identity_attempts_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "identity_checks" ADD CONSTRAINT "identity_checks_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");