CREATE TABLE "offer_stock" (
	"offer_id" uuid,
	"shard" smallint,
	"stock" integer NOT NULL,
	"issued" integer DEFAULT 0 NOT NULL,
	"open" boolean NOT NULL,
	CONSTRAINT "offer_stock_pkey" PRIMARY KEY("offer_id","shard"),
	CONSTRAINT "never_oversold" CHECK ("issued" between 0 and "stock")
);
--> statement-breakpoint
ALTER TABLE "offers" DROP CONSTRAINT "never_oversold";--> statement-breakpoint
ALTER TABLE "offers" DROP COLUMN "issued";--> statement-breakpoint
ALTER TABLE "offer_stock" ADD CONSTRAINT "offer_stock_offer_id_offers_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offers"("id");--> statement-breakpoint
CREATE VIEW "offer_totals" AS (
  select offer_id, sum(issued)::integer as issued, sum(stock - issued)::integer as remaining
  from offer_stock group by offer_id);--> statement-breakpoint
-- By hand: an offer's stock is shared out by the database itself, so that no writer can forget it. One row is a queue of
-- its own: there is one for each 500 coupons, and 16 at most.
create function share_out_stock() returns trigger language plpgsql as $$
declare
  had integer;
  taken integer;
  shards integer;
begin
  -- Claims under way come to their end first, and later ones see what is written here.
  perform from offer_stock where offer_id = new.id order by shard for update;
  select count(*), coalesce(sum(issued), 0) into had, taken from offer_stock where offer_id = new.id;
  if new.stock < taken then
    raise exception 'Of offer % more coupons are issued than there would be.', new.id
      using errcode = 'check_violation', constraint = 'never_oversold', table = 'offers';
  end if;
  shards := greatest(had, least(16, 1 + (new.stock - 1) / 500));
  insert into offer_stock (offer_id, shard, stock, open)
    select new.id, shard, 0, false from generate_series(had, shards - 1) shard;
  update offer_stock set
    open = new.state = 'APPROVED',
    stock = issued + (new.stock - taken) / shards + (shard < (new.stock - taken) % shards)::integer
  where offer_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger share_out_stock after insert or update of stock, state on offers
  for each row execute function share_out_stock();
--> statement-breakpoint
-- Room on each page for the next version of a row, so that a claim touches no index.
alter table offer_stock set (fillfactor = 50);
--> statement-breakpoint
-- What was issued before, on one shard each: the next change of the stock spreads it.
insert into offer_stock (offer_id, shard, stock, issued, open)
  select id, 0, stock, (select count(*) from coupons where offer_id = offers.id and coupons.state <> 'RETURNED'), state = 'APPROVED'
  from offers;
