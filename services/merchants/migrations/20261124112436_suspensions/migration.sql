CREATE TABLE "merchant_suspensions" (
	"id" uuid PRIMARY KEY,
	"merchant_id" uuid NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "suspended_from_until" CHECK ("until" is null or "until" >= "from")
);
--> statement-breakpoint
CREATE INDEX "merchant_suspensions_merchant_id_from_index" ON "merchant_suspensions" ("merchant_id","from");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_suspension" ON "merchant_suspensions" ("merchant_id") WHERE "until" is null;--> statement-breakpoint
ALTER TABLE "merchant_suspensions" ADD CONSTRAINT "merchant_suspensions_merchant_id_merchants_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id");--> statement-breakpoint
-- By hand: what is known of suspensions so far, by the events that announced them.
insert into merchant_suspensions (id, merchant_id, "from", until)
  select gen_random_uuid(), merchant_id, at, ended from (
    select (payload->>'merchantId')::uuid as merchant_id, payload->>'to' as state, at,
      lead(at) over (partition by payload->>'merchantId' order by sequence) as ended
    from outbox where name = 'merchants.merchant-moved.v1') moves
  where state = 'SUSPENDED';
--> statement-breakpoint
insert into merchant_suspensions (id, merchant_id, "from")
  select gen_random_uuid(), id, now() from merchants
  where state = 'SUSPENDED' and id not in (select merchant_id from merchant_suspensions where until is null);
--> statement-breakpoint
update merchant_suspensions set until = "from"
  where until is null and merchant_id not in (select id from merchants where state = 'SUSPENDED');
--> statement-breakpoint
-- Whoever suspends a merchant or ends that, its coupons' time depends on the record of it.
create function suspension_is_recorded() returns trigger language plpgsql as $$
declare
  suspended uuid;
begin
  if tg_table_name = 'merchants' then suspended := new.id; else suspended := new.merchant_id; end if;
  if (select state = 'SUSPENDED' from merchants where id = suspended)
    <> exists (select from merchant_suspensions where merchant_id = suspended and until is null) then
    raise exception 'Merchant % is suspended without a record of it, or the other way round.', suspended
      using errcode = 'check_violation', constraint = 'suspension_is_recorded', table = 'merchants';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger suspension_is_recorded after insert or update of state on merchants
  deferrable initially deferred for each row execute function suspension_is_recorded();
--> statement-breakpoint
create constraint trigger suspension_is_recorded after insert or update on merchant_suspensions
  deferrable initially deferred for each row execute function suspension_is_recorded();
