-- By hand: an edit makes a draft of an offer, and from its first coupon on it promises what it did, whoever writes and however
-- their clocks differ. It comes after the trigger that shares out the stock, which waits for claims under way: their coupons
-- are seen here.
create function terms_stay_as_claimed() returns trigger language plpgsql as $$
begin
  if exists (select from coupons where offer_id = new.id) then
    raise exception 'Of offer % there are coupons: what it promises stays as it is.', new.id
      using errcode = 'check_violation', constraint = 'terms_stay_as_claimed', table = 'offers';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger terms_stay_as_claimed after update of state on offers
  for each row when (new.state in ('DRAFT', 'SUBMITTED', 'REJECTED')) execute function terms_stay_as_claimed();
