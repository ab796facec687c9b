-- By hand: coupons are taken of a merchant that is active, so that none is claimed once a suspension or a closing is done. The
-- merchant is locked before the shards, here and where its state changes: neither passes the other by.
create or replace function share_out_stock() returns trigger language plpgsql as $$
declare
  trades boolean;
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
  select state = 'ACTIVE' into trades from merchants where id = new.merchant_id for share;
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
    open = new.state = 'APPROVED' and coalesce(trades, false),
    stock = issued + (capacity - taken) / shards + (shard < (capacity - taken) % shards)::integer
  where offer_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create function open_stock_with_merchant() returns trigger language plpgsql as $$
begin
  perform from offer_stock join offers on offers.id = offer_id
    where merchant_id = new.id and state = 'APPROVED' order by offer_id, shard for update of offer_stock;
  update offer_stock set open = new.state = 'ACTIVE' from offers
    where offers.id = offer_id and merchant_id = new.id and offers.state = 'APPROVED';
  return null;
end $$;
--> statement-breakpoint
create trigger open_stock_with_merchant after update of state on merchants
  for each row when (old.state is distinct from new.state) execute function open_stock_with_merchant();
--> statement-breakpoint
update offer_stock set open = false from offers join merchants on merchants.id = offers.merchant_id
  where offers.id = offer_id and offer_stock.open and merchants.state <> 'ACTIVE';
