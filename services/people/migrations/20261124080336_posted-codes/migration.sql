CREATE TABLE "posted_codes" (
	"id" uuid PRIMARY KEY,
	"residence_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"verification_id" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"code_hash" text,
	"printed_at" timestamp with time zone,
	"printed_by" uuid,
	"expires_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	CONSTRAINT "a_code_is_printed_whole" CHECK (num_nonnulls("code_hash", "printed_at", "printed_by", "expires_at") in (0, 4)),
	CONSTRAINT "a_code_expires_after_it_is_printed" CHECK ("expires_at" > "printed_at"),
	CONSTRAINT "only_a_code_that_counts_is_used" CHECK ("used_at" is null or ("expires_at" is not null and "used_at" < "expires_at")),
	CONSTRAINT "a_code_is_used_or_void" CHECK ("used_at" is null or "voided_at" is null),
	CONSTRAINT "only_a_printed_code_is_tried" CHECK ("attempts" = 0 or ("attempts" > 0 and "code_hash" is not null)),
	CONSTRAINT "nobody_prints_their_own_code" CHECK ("printed_by" is distinct from "person_id")
);
--> statement-breakpoint
CREATE INDEX "posted_codes_person_id_index" ON "posted_codes" ("person_id");--> statement-breakpoint
CREATE INDEX "posted_codes_verification_id_index" ON "posted_codes" ("verification_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_posted_code" ON "posted_codes" ("residence_id") WHERE "used_at" is null and "voided_at" is null;--> statement-breakpoint
ALTER TABLE "posted_codes" ADD CONSTRAINT "posted_codes_verification_id_residency_verifications_id_fkey" FOREIGN KEY ("verification_id") REFERENCES "residency_verifications"("id");--> statement-breakpoint
ALTER TABLE "posted_codes" ADD CONSTRAINT "posted_codes_printed_by_persons_id_fkey" FOREIGN KEY ("printed_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "posted_codes" ADD CONSTRAINT "posted_codes_HWGbGyN0Ru7F_fkey" FOREIGN KEY ("residence_id","person_id") REFERENCES "residences"("id","person_id");