CREATE TABLE "denials" (
	"id" uuid PRIMARY KEY,
	"person_id" uuid NOT NULL,
	"role" text,
	"place_id" uuid,
	"organization_id" uuid,
	"denied_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	"lifting_reason" text,
	CONSTRAINT "ends_after_it_starts" CHECK ("until" is null or "until" > "from"),
	CONSTRAINT "one_scope_at_most" CHECK ("place_id" is null or "organization_id" is null),
	CONSTRAINT "nobody_denies_themselves" CHECK ("denied_by" <> "person_id"),
	CONSTRAINT "somebody_else_lifted_it" CHECK (("lifted_at" is null) = ("lifted_by" is null) and "lifted_by" is distinct from "person_id")
);
--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "granted_by" uuid;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "revoked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "revoked_by" uuid;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "revocation_reason" text;--> statement-breakpoint
CREATE INDEX "denials_person_id_index" ON "denials" ("person_id");--> statement-breakpoint
CREATE INDEX "denials_denied_by_id_index" ON "denials" ("denied_by","id");--> statement-breakpoint
CREATE INDEX "grants_granted_by_id_index" ON "grants" ("granted_by","id");--> statement-breakpoint
ALTER TABLE "denials" ADD CONSTRAINT "denials_person_id_persons_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "denials" ADD CONSTRAINT "denials_place_id_places_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id");--> statement-breakpoint
ALTER TABLE "denials" ADD CONSTRAINT "denials_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id");--> statement-breakpoint
ALTER TABLE "denials" ADD CONSTRAINT "denials_denied_by_persons_id_fkey" FOREIGN KEY ("denied_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "denials" ADD CONSTRAINT "denials_lifted_by_persons_id_fkey" FOREIGN KEY ("lifted_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_granted_by_persons_id_fkey" FOREIGN KEY ("granted_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_revoked_by_persons_id_fkey" FOREIGN KEY ("revoked_by") REFERENCES "persons"("id");--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "what_somebody_gave_ends" CHECK ("granted_by" is null or "until" is not null);--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "a_delegation_has_a_delegator" CHECK ("source" <> 'DELEGATION' or "granted_by" is not null);--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "nobody_grants_to_oneself" CHECK ("granted_by" is null or "granted_by" <> "person_id");--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "one_scope_at_most" CHECK ("place_id" is null or "organization_id" is null);--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "somebody_revoked_it" CHECK (("revoked_at" is null) = ("revoked_by" is null));