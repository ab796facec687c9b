CREATE TABLE "offer_steps" (
	"id" uuid PRIMARY KEY,
	"offer_id" uuid NOT NULL,
	"step" text NOT NULL,
	"from" text,
	"to" text NOT NULL,
	"version" integer NOT NULL,
	"reason" text,
	"delta" integer,
	"actor" uuid NOT NULL,
	"role" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "submitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "held_by" text;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "termination" text;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "termination_reason" text;--> statement-breakpoint
CREATE INDEX "offer_steps_offer_id_id_index" ON "offer_steps" ("offer_id","id");--> statement-breakpoint
CREATE INDEX "offer_steps_actor_index" ON "offer_steps" ("actor");--> statement-breakpoint
CREATE INDEX "awaiting_review" ON "offers" ("submitted_at","id") WHERE "state" = 'SUBMITTED';--> statement-breakpoint
ALTER TABLE "offer_steps" ADD CONSTRAINT "offer_steps_offer_id_offers_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers"("id");--> statement-breakpoint
-- By hand: what has happened so far, by the events that said so, and what follows from it.
INSERT INTO "offer_steps" ("id", "offer_id", "step", "from", "to", "version", "reason", "actor", "role", "at")
SELECT "outbox"."id", "offers"."id",
  CASE WHEN "payload" ->> 'from' IS NULL THEN 'CREATE' ELSE CASE "payload" ->> 'to'
    WHEN 'SUBMITTED' THEN 'SUBMIT' WHEN 'APPROVED' THEN 'APPROVE' WHEN 'REJECTED' THEN 'REJECT'
    WHEN 'PAUSED' THEN 'PAUSE' ELSE 'TERMINATE' END END,
  "payload" ->> 'from', "payload" ->> 'to', 1, "payload" ->> 'reason', "actor", coalesce("role", CASE WHEN "payload" ->> 'to' IN ('APPROVED', 'REJECTED') THEN 'COMMUNITY_WORKER' ELSE 'OWNER' END), "at"
FROM "outbox" JOIN "offers" ON "offers"."id" = ("payload" ->> 'offerId')::uuid
WHERE "name" = 'merchants.offer-moved.v1' AND "actor" IS NOT NULL;
--> statement-breakpoint
UPDATE "offers" SET
  "submitted_at" = coalesce((SELECT max("at") FROM "offer_steps" WHERE "offer_id" = "offers"."id" AND "step" = 'SUBMIT'), "created_at")
WHERE "submitted_by" IS NOT NULL;
--> statement-breakpoint
UPDATE "offers" SET
  "termination" = 'HONOUR_ISSUED',
  "termination_reason" = coalesce((SELECT "reason" FROM "offer_steps" WHERE "offer_id" = "offers"."id" AND "step" = 'TERMINATE' LIMIT 1), '优惠提前结束')
WHERE "state" = 'TERMINATED';
--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "held_while_paused" CHECK ("held_by" is null or "state" = 'PAUSED');--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "terminated_for_a_reason" CHECK (("state" = 'TERMINATED') = ("termination" is not null)
        and ("termination" is null) = ("termination_reason" is null));