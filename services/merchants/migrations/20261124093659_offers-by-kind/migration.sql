CREATE TABLE "idempotency_keys" (
	"person_id" uuid,
	"key" text,
	"request" text NOT NULL,
	"result_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("person_id","key")
);
--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "pictures" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "items" jsonb;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "percent_off" smallint;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "cap_fen" integer;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "off_fen" integer;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "minimum_spend_fen" integer;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "daily_limit" integer;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "budget_fen" integer;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "min_age" smallint;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "max_age" smallint;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "min_volunteer_hours" integer;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "usable_days" text[];--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "usable_from_minute" smallint;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "usable_until_minute" smallint;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ALTER COLUMN "price_fen" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ALTER COLUMN "worth_fen" DROP NOT NULL;--> statement-breakpoint
-- By hand: what was offered and claimed so far gets what its kind needs; nobody's coupon is worth less than it was at the
-- bill it was meant for. A percentage and a minimum spend stood in the terms alone: they follow from price and worth.
UPDATE "coupons" SET "snapshot" = "snapshot" - 'priceFen' - 'worthFen'
  || jsonb_build_object('kind', "kind", 'usableDays', null, 'usableFromMinute', null, 'usableUntilMinute', null)
  || CASE "kind"
    WHEN 'PACKAGE' THEN jsonb_build_object('priceFen', "price", 'worthFen', "worth", 'items', jsonb_build_array(
      jsonb_build_object('name', left("snapshot" ->> 'title', 60), 'quantity', 1, 'unitPriceFen', "worth")))
    WHEN 'DISCOUNT' THEN jsonb_build_object('capFen', "worth" - "price",
      'percentOff', least(99, ceil(("worth" - "price") * 100.0 / "worth")::integer))
    WHEN 'CASH' THEN jsonb_build_object('offFen', "worth" - "price", 'minimumSpendFen', "worth" - "price")
    WHEN 'EXCHANGE' THEN jsonb_build_object('priceFen', "price", 'worthFen', "worth")
    ELSE jsonb_build_object('worthFen', "worth" - "price")
  END
FROM (SELECT "coupons"."id", "offers"."kind", ("snapshot" ->> 'priceFen')::integer AS "price", ("snapshot" ->> 'worthFen')::integer AS "worth"
  FROM "coupons" JOIN "offers" ON "offers"."id" = "coupons"."offer_id") AS "were"
WHERE "were"."id" = "coupons"."id";
--> statement-breakpoint
UPDATE "offers" SET
  "items" = CASE "kind" WHEN 'PACKAGE' THEN jsonb_build_array(
    jsonb_build_object('name', left("title", 60), 'quantity', 1, 'unitPriceFen', "worth_fen")) END,
  "percent_off" = CASE "kind" WHEN 'DISCOUNT' THEN least(99, ceil(("worth_fen" - "price_fen") * 100.0 / "worth_fen")) END,
  "cap_fen" = CASE "kind" WHEN 'DISCOUNT' THEN "worth_fen" - "price_fen" END,
  "off_fen" = CASE "kind" WHEN 'CASH' THEN "worth_fen" - "price_fen" END,
  "minimum_spend_fen" = CASE "kind" WHEN 'CASH' THEN "worth_fen" - "price_fen" END,
  "price_fen" = CASE WHEN "kind" IN ('PACKAGE', 'EXCHANGE') THEN "price_fen" END,
  "worth_fen" = CASE "kind" WHEN 'PACKAGE' THEN "worth_fen" WHEN 'EXCHANGE' THEN "worth_fen" WHEN 'FREE_SERVICE' THEN "worth_fen" - "price_fen" END;
--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "kind_has_its_own" CHECK (("items" is not null) = ("kind" = 'PACKAGE')
        and ("price_fen" is not null) = ("kind" in ('PACKAGE', 'EXCHANGE'))
        and ("worth_fen" is not null) = ("kind" in ('PACKAGE', 'EXCHANGE', 'FREE_SERVICE'))
        and ("percent_off" is not null) = ("kind" = 'DISCOUNT')
        and ("cap_fen" is not null) = ("kind" = 'DISCOUNT')
        and ("off_fen" is not null) = ("kind" = 'CASH')
        and ("minimum_spend_fen" is not null) = ("kind" = 'CASH'));--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "package_has_items" CHECK (jsonb_array_length("items") > 0);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "worth_is_some" CHECK ("worth_fen" > 0);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "discount_is_a_part" CHECK ("percent_off" between 1 and 99 and "cap_fen" > 0);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "cash_within_spend" CHECK ("off_fen" > 0 and "off_fen" <= "minimum_spend_fen");--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "daily_limit_is_some" CHECK ("daily_limit" > 0);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "budget_is_some" CHECK ("budget_fen" > 0);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "ages_are_a_band" CHECK ("min_age" >= 14 and "max_age" >= coalesce("min_age", 14));--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "hours_are_some" CHECK ("min_volunteer_hours" > 0);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "usable_on_some_day" CHECK (cardinality("usable_days") between 1 and 7);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "usable_within_a_day" CHECK (num_nulls("usable_from_minute", "usable_until_minute") in (0, 2)
        and "usable_from_minute" >= 0 and "usable_from_minute" < "usable_until_minute" and "usable_until_minute" <= 1440);--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "version_counts" CHECK ("version" > 0);