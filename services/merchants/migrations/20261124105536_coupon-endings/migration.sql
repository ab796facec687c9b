ALTER TABLE "coupons" ADD COLUMN "void_reason" text;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "reason_of_a_void_one" CHECK ("void_reason" is null or "state" = 'VOIDED');--> statement-breakpoint
-- By hand: a coupon of a fixed value reserves it in the budget when it is claimed (I4), and a returned one releases it. What
-- the budget is enough for is a number of coupons, so no more of the stock than that is shared out: I1 keeps both.
create or replace function share_out_stock() returns trigger language plpgsql as $$
declare
  had integer;
  taken integer;
  shards integer;
  fixed integer := case new.kind
    when 'CASH' then new.off_fen
    when 'FREE_SERVICE' then new.worth_fen
    when 'DISCOUNT' then null
    else new.worth_fen - new.price_fen
  end;
  capacity integer;
begin
  -- Claims under way come to their end first, and later ones see what is written here.
  perform from offer_stock where offer_id = new.id order by shard for update;
  select count(*), coalesce(sum(issued), 0) into had, taken from offer_stock where offer_id = new.id;
  if new.stock < taken then
    raise exception 'Of offer % more coupons are issued than there would be.', new.id
      using errcode = 'check_violation', constraint = 'never_oversold', table = 'offers';
  end if;
  capacity := greatest(taken, least(new.stock, new.budget_fen / fixed));
  shards := greatest(had, least(16, 1 + (new.stock - 1) / 500));
  insert into offer_stock (offer_id, shard, stock, open)
    select new.id, shard, 0, false from generate_series(had, shards - 1) shard;
  update offer_stock set
    open = new.state = 'APPROVED',
    stock = issued + (capacity - taken) / shards + (shard < (capacity - taken) % shards)::integer
  where offer_id = new.id;
  return null;
end $$;
--> statement-breakpoint
drop trigger share_out_stock on offers;
--> statement-breakpoint
create trigger share_out_stock
  after insert or update of stock, state, budget_fen, kind, off_fen, worth_fen, price_fen on offers
  for each row execute function share_out_stock();
--> statement-breakpoint
update offers set stock = stock where budget_fen is not null and kind <> 'DISCOUNT';
