CREATE INDEX "coupons_offer_id_state_index" ON "coupons" ("offer_id","state");--> statement-breakpoint
CREATE VIEW "offer_coupons" AS (
  select offer_id, count(*)::integer as issued,
    count(*) filter (where state = 'REDEEMED')::integer as redeemed,
    count(*) filter (where state = 'RETURNED')::integer as returned,
    count(*) filter (where state = 'VOIDED')::integer as voided
  from coupons group by offer_id);