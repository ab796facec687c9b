CREATE TABLE "staff_invitations" (
	"id" uuid PRIMARY KEY,
	"merchant_id" uuid NOT NULL,
	"role" text NOT NULL,
	"outlet_id" uuid,
	"invited_by" uuid NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"code_hash" text NOT NULL UNIQUE,
	"accepted_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "only_cashiers_have_an_outlet" CHECK ("outlet_id" is null or "role" = 'CASHIER'),
	CONSTRAINT "accepted_or_withdrawn" CHECK (num_nonnulls("accepted_at", "withdrawn_at") <= 1)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "same_work_once" ON "merchant_staff" ("merchant_id","person_id","role",coalesce("outlet_id", "merchant_id")) WHERE "until" is null;--> statement-breakpoint
CREATE INDEX "staff_invitations_merchant_id_id_index" ON "staff_invitations" ("merchant_id","id");--> statement-breakpoint
CREATE INDEX "staff_invitations_invited_by_index" ON "staff_invitations" ("invited_by");--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_merchant_id_merchants_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id");--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_9IraOkyrKqRA_fkey" FOREIGN KEY ("merchant_id","outlet_id") REFERENCES "outlets"("merchant_id","id");--> statement-breakpoint
ALTER TABLE "merchant_staff" ADD CONSTRAINT "only_cashiers_have_an_outlet" CHECK ("outlet_id" is null or "role" = 'CASHIER');