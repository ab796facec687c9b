CREATE TABLE "coupon_changes" (
	"coupon_id" uuid PRIMARY KEY,
	"merchant_id" uuid NOT NULL,
	"transaction" xid8 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY,
	"merchant_id" uuid NOT NULL,
	"outlet_id" uuid NOT NULL,
	"name" text NOT NULL,
	"cap_scans" integer NOT NULL,
	"cap_fen" integer NOT NULL,
	"invited_by" uuid NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"code_hash" text NOT NULL UNIQUE,
	"public_key" text UNIQUE,
	"enrolled_by" uuid,
	"enrolled_at" timestamp with time zone,
	"locked_at" timestamp with time zone,
	"unlocked_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "caps_are_amounts" CHECK ("cap_scans" >= 0 and "cap_fen" >= 0),
	CONSTRAINT "device_name_is_given" CHECK ("name" <> ''),
	CONSTRAINT "enrolled_with_a_key" CHECK (("public_key" is null) = ("enrolled_at" is null) and ("public_key" is null) = ("enrolled_by" is null))
);
--> statement-breakpoint
CREATE TABLE "scans" (
	"id" uuid PRIMARY KEY,
	"device_id" uuid NOT NULL,
	"nonce" text NOT NULL,
	"digest" text NOT NULL,
	"coupon_id" uuid,
	"staff_id" uuid NOT NULL,
	"device_scanned_at" timestamp with time zone NOT NULL,
	"scanned_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"spent_fen" integer NOT NULL,
	"saved_fen" integer NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"came_first" boolean,
	"winner_at" timestamp with time zone,
	"redemption_id" uuid,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "scans_device_id_nonce_unique" UNIQUE("device_id","nonce"),
	CONSTRAINT "confirmed_by_a_redemption" CHECK (("verdict" = 'CONFIRMED') = ("redemption_id" is not null)),
	CONSTRAINT "verdict_has_its_reason" CHECK ("verdict" in ('CONFIRMED', 'DECLINED') or "reason" is not null),
	CONSTRAINT "scan_amounts_are_amounts" CHECK ("spent_fen" >= 0 and "saved_fen" >= 0),
	CONSTRAINT "decided_by_somebody" CHECK (("decided_by" is null) = ("decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "invalid_codes" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "invalid_codes" ADD COLUMN "address_hash" text;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "redeemed_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "redemptions" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "redemptions" ADD COLUMN "scanned_at" timestamp with time zone;--> statement-breakpoint
-- By hand: what was redeemed before was booked at once.
ALTER TABLE "redemptions" ADD COLUMN "received_at" timestamp with time zone;--> statement-breakpoint
UPDATE "redemptions" SET "received_at" = "redeemed_at";--> statement-breakpoint
ALTER TABLE "redemptions" ALTER COLUMN "received_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "redemptions" ADD COLUMN "reversed_by" uuid;--> statement-breakpoint
ALTER TABLE "redemptions" ADD COLUMN "reversal_reason" text;--> statement-breakpoint
CREATE INDEX "coupon_changes_merchant_id_transaction_coupon_id_index" ON "coupon_changes" ("merchant_id","transaction","coupon_id");--> statement-breakpoint
CREATE INDEX "devices_outlet_id_id_index" ON "devices" ("outlet_id","id");--> statement-breakpoint
CREATE INDEX "invalid_codes_outlet_id_at_index" ON "invalid_codes" ("outlet_id","at");--> statement-breakpoint
CREATE INDEX "invalid_codes_address_hash_at_index" ON "invalid_codes" ("address_hash","at");--> statement-breakpoint
CREATE INDEX "invalid_codes_device_id_at_index" ON "invalid_codes" ("device_id","at");--> statement-breakpoint
CREATE INDEX "invalid_codes_at_index" ON "invalid_codes" ("at");--> statement-breakpoint
CREATE INDEX "redemptions_outlet_id_received_at_id_index" ON "redemptions" ("outlet_id","received_at","id");--> statement-breakpoint
CREATE INDEX "redemptions_coupon_id_index" ON "redemptions" ("coupon_id");--> statement-breakpoint
CREATE INDEX "reversals_of_outlet" ON "redemptions" ("outlet_id","reversed_at") WHERE "reversed_at" is not null;--> statement-breakpoint
CREATE INDEX "scans_device_id_received_at_index" ON "scans" ("device_id","received_at");--> statement-breakpoint
CREATE INDEX "scans_to_review" ON "scans" ("device_id","id") WHERE "verdict" = 'NEEDS_REVIEW';--> statement-breakpoint
ALTER TABLE "coupon_changes" ADD CONSTRAINT "coupon_changes_coupon_id_coupons_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id");--> statement-breakpoint
ALTER TABLE "coupon_changes" ADD CONSTRAINT "coupon_changes_merchant_id_merchants_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id");--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_merchant_id_outlet_id_outlets_merchant_id_id_fkey" FOREIGN KEY ("merchant_id","outlet_id") REFERENCES "outlets"("merchant_id","id");--> statement-breakpoint
ALTER TABLE "redemptions" ADD CONSTRAINT "redemptions_device_id_devices_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices"("id");--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_device_id_devices_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices"("id");--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_coupon_id_coupons_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id");--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_redemption_id_redemptions_id_fkey" FOREIGN KEY ("redemption_id") REFERENCES "redemptions"("id");--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "redeemed_within_budget" CHECK ("redeemed_fen" >= 0 and ("budget_fen" is null or "redeemed_fen" <= "budget_fen"));--> statement-breakpoint
ALTER TABLE "redemptions" ADD CONSTRAINT "redeemer_is_not_reverser" CHECK ("reversed_by" is null or "reversed_by" <> "staff_id");--> statement-breakpoint
ALTER TABLE "redemptions" ADD CONSTRAINT "reversed_by_somebody_why" CHECK (("reversed_at" is null) = ("reversed_by" is null) and ("reversed_at" is null) = ("reversal_reason" is null));--> statement-breakpoint
CREATE VIEW "settlement_entries" AS (
  select booked.id as redemption_id, entry.kind, entry.at, booked.redeemed_at, outlets.merchant_id, booked.outlet_id,
         coupons.offer_id, entry.sign * booked.spent_fen::bigint as spent_fen,
         entry.sign * booked.saved_fen::bigint as saved_fen
  from redemptions booked
  join outlets on outlets.id = booked.outlet_id
  join coupons on coupons.id = booked.coupon_id
  cross join lateral (values ('REDEMPTION', booked.received_at, 1), ('REVERSAL', booked.reversed_at, -1)) entry (kind, at, sign)
  where entry.at is not null);--> statement-breakpoint
-- By hand: tills fetch what changed with coupons from where they left off. Whoever moves a coupon, the transaction is noted.
create function note_coupon_change() returns trigger language plpgsql as $$
begin
  insert into coupon_changes (coupon_id, merchant_id, transaction)
    select new.id, offers.merchant_id, pg_current_xact_id() from offers where offers.id = new.offer_id
    on conflict (coupon_id) do update set transaction = excluded.transaction;
  return null;
end $$;
--> statement-breakpoint
create trigger note_coupon_change after update of state on coupons
  for each row when (old.state is distinct from new.state) execute function note_coupon_change();
--> statement-breakpoint
insert into coupon_changes (coupon_id, merchant_id, transaction)
  select coupons.id, offers.merchant_id, pg_current_xact_id() from coupons join offers on offers.id = coupons.offer_id
  where coupons.state <> 'ISSUED';
