import { type Step, numberedId } from "@linli/scale";
import { type SQL, sql } from "drizzle-orm";
import type { CouponCodes } from "../src/coupons/coupon-code.ts";

/** How many there are in the prefecture, the demo world's left aside. */
export const wanted = {
  merchants: 4_950,
  outlets: 5_940,
  offersOfMerchant: 18,
  couponsOfOffer: 78,
  people: 398_000,
};
const offers = wanted.merchants * wanted.offersOfMerchant;
const number = (value: number) => sql.raw(String(value));

type Facts = {
  /** Quarters and communities, where the merchants are. */
  places: readonly string[];
  codes: CouponCodes;
  /** The first instant of the day on which it is laid out. */
  today: Date;
};

/** What the offer with a certain number gives: each kind in turn. */
const benefit = sql`(array['PACKAGE', 'DISCOUNT', 'CASH', 'EXCHANGE', 'FREE_SERVICE'])[1 + n % 5]`;
const items = sql`'[{"name":"双人套餐","quantity":1,"unitPriceFen":4800}]'::jsonb`;

/** What is laid out, in this order: each step makes its rows from one number up to another. */
export function steps({ places, codes, today }: Facts): Step[] {
  const day = sql`${today}::timestamptz`;
  const place = (of: SQL) =>
    sql`(${sql.param([...places])}::uuid[])[1 + pg_temp.dice('shop:' || ${of}, ${number(places.length)})]`;

  return [
    {
      what: "商家",
      count: wanted.merchants,
      run: (from, until) => sql`
        insert into merchants (id, name, kind, state)
        select pg_temp.fixed_id('merchant:' || n),
          substr('金银龙凤盛锦华康安和福祥瑞泰宏春', 1 + n % 16, 1) || substr('山水河湖园林苑城湾坪坝岭', 1 + n / 16 % 12, 1)
            || substr('阿兴美新老大小好', 1 + n / 192 % 8, 1) || (array['小吃店', '超市', '理发店', '洗衣店', '药房', '书店'])[1 + n / 1536 % 6],
          (array['CATERING', 'RETAIL', 'BEAUTY', 'HOUSEHOLD', 'HEALTH', 'EDUCATION'])[1 + n / 1536 % 6], 'ACTIVE'
        from generate_series(${from}::int, ${until - 1}::int) n`,
    },
    {
      what: "门店",
      count: wanted.outlets,
      run: (from, until) => sql`
        insert into outlets (id, merchant_id, name, address, place_id, latitude, longitude)
        select pg_temp.fixed_id('outlet:' || n), pg_temp.fixed_id('merchant:' || n % ${number(wanted.merchants)}),
          case when n < ${number(wanted.merchants)} then '总店' else '二店' end, (1 + n % 200) || '号',
          ${place(sql`n % ${number(wanted.merchants)}`)},
          22.7 + pg_temp.dice('latitude:' || n, 1800) / 1000.0, 103.6 + pg_temp.dice('longitude:' || n, 2500) / 1000.0
        from generate_series(${from}::int, ${until - 1}::int) n`,
    },
    {
      what: "店员",
      count: wanted.merchants * 2,
      run: (from, until) => sql`
        insert into merchant_staff (id, merchant_id, person_id, role, outlet_id, "from")
        select pg_temp.fixed_id('staff:' || n), pg_temp.fixed_id('merchant:' || n / 2),
          pg_temp.fixed_id('person:' || pg_temp.dice('staff:' || n, ${number(wanted.people)})),
          case n % 2 when 0 then 'OWNER' else 'CASHIER' end,
          case n % 2 when 1 then pg_temp.fixed_id('outlet:' || n / 2) end, ${day} - interval '1100 days'
        from generate_series(${from}::int, ${until - 1}::int) n`,
    },
    {
      what: "领券同意",
      count: wanted.people,
      run: (from, until) => sql`
        insert into coupon_consents (person_id, version)
        select pg_temp.fixed_id('person:' || n), 1 from generate_series(${from}::int, ${until - 1}::int) n`,
    },
    {
      what: "优惠",
      count: offers,
      // A merchant's offers follow each other, one in sixty days: the last is live.
      run: (from, until) => sql`
        insert into offers (id, merchant_id, kind, title, terms, items, price_fen, worth_fen, percent_off, cap_fen, off_fen,
          minimum_spend_fen, stock, limit_per_person, claim_from, claim_until, use_from, use_until, state, created_by, created_at,
          submitted_by, reviewed_by)
        select pg_temp.fixed_id('offer:' || n), pg_temp.fixed_id('merchant:' || n / ${number(wanted.offersOfMerchant)}), ${benefit},
          (array['邻里双人套餐', '邻里八五折', '满五十减十元', '凭券换购', '免费检测'])[1 + n % 5], '到店出示券码使用。',
          case n % 5 when 0 then ${items} end, case n % 5 when 0 then 3800 when 3 then 500 end,
          case n % 5 when 0 then 4800 when 3 then 1200 when 4 then 2000 end, case n % 5 when 1 then 15 end,
          case n % 5 when 1 then 3000 end, case n % 5 when 2 then 1000 end, case n % 5 when 2 then 5000 end,
          100 + pg_temp.dice('stock:' || n, 400), 1 + n % 3, opens, opens + interval '40 days', opens,
          opens + interval '90 days', 'APPROVED', owner, opens - interval '9 days', owner,
          pg_temp.fixed_id('person:' || n % 500)
        from generate_series(${from}::int, ${until - 1}::int) n
        cross join lateral (select
          ${day} - interval '1 hour' * (24 * (1 + 60 * (${number(wanted.offersOfMerchant - 1)} - n % ${number(wanted.offersOfMerchant)}))
            + pg_temp.dice('opens:' || n, 480)) as opens,
          pg_temp.fixed_id('owner:' || n / ${number(wanted.offersOfMerchant)}) as owner) facts`,
    },
    {
      what: "优惠范围",
      count: offers,
      run: (from, until) => sql`
        insert into offer_places (offer_id, place_id)
        select pg_temp.fixed_id('offer:' || n), ${place(sql`n / ${number(wanted.offersOfMerchant)}`)}
        from generate_series(${from}::int, ${until - 1}::int) n`,
    },
    {
      what: "券",
      count: offers * wanted.couponsOfOffer,
      // Holders are anybody in the prefecture: who lives where, this service learns from passports alone.
      run: (from, until) => sql`
        insert into coupons (id, offer_id, holder_id, ordinal, limit_per_person, state, code_hash, idempotency_key, place_id, snapshot,
          claimed_at, use_from, use_until)
        select pg_temp.fixed_id('coupon:' || n), offer.id,
          pg_temp.fixed_id('person:' || (n / ${number(wanted.couponsOfOffer)} * 37 + nth * 5087) % ${number(wanted.people)}),
          1, offer.limit_per_person, case when n % 7 < 4 then 'REDEEMED' else 'ISSUED' end,
          (${sql.param(hashes(codes, from, until))}::text[])[1 + n - ${from}::int], 'scale:' || n, place_id,
          jsonb_strip_nulls(jsonb_build_object('kind', kind, 'items', items, 'priceFen', price_fen, 'worthFen', worth_fen,
            'percentOff', percent_off, 'capFen', cap_fen, 'offFen', off_fen, 'minimumSpendFen', minimum_spend_fen))
            || jsonb_build_object('title', title, 'terms', terms, 'usableDays', null, 'usableFromMinute', null, 'usableUntilMinute', null),
          claimed_at, use_from, use_until
        from generate_series(${from}::int, ${until - 1}::int) n
        cross join lateral (select n % ${number(wanted.couponsOfOffer)} as nth) number
        join offers offer on offer.id = pg_temp.fixed_id('offer:' || n / ${number(wanted.couponsOfOffer)})
        join offer_places on offer_id = offer.id
        cross join lateral (select claim_from + least(claim_until - claim_from, ${day} - claim_from) * (nth / 80.0) as claimed_at) facts`,
    },
    {
      what: "核销",
      count: offers * wanted.couponsOfOffer,
      run: (from, until) => sql`
        insert into redemptions (id, coupon_id, outlet_id, staff_id, redeemed_at, received_at, nonce, spent_fen, saved_fen)
        select pg_temp.fixed_id('redemption:' || n), coupon.id, pg_temp.fixed_id('outlet:' || merchant),
          pg_temp.fixed_id('person:' || pg_temp.dice('staff:' || (merchant * 2 + 1), ${number(wanted.people)})),
          redeemed, redeemed, 'scale:' || n,
          (array[3800, 10000, 6000, 500, 0])[1 + offer % 5], (array[1000, 1500, 1000, 700, 2000])[1 + offer % 5]
        from generate_series(${from}::int, ${until - 1}::int) n
        cross join lateral (select n / ${number(wanted.couponsOfOffer)} as offer) o
        cross join lateral (select offer / ${number(wanted.offersOfMerchant)} as merchant) m
        join coupons coupon on coupon.id = pg_temp.fixed_id('coupon:' || n)
        cross join lateral (select claimed_at + (${day} - claimed_at) * (pg_temp.dice('redeemed:' || n, 100) / 2000.0) as redeemed) r
        where n % 7 < 4`,
    },
    {
      what: "优惠核销额",
      count: 1,
      run: () => sql`
        update offers set redeemed_fen = redeemed.fen from (
          select offer_id, sum(saved_fen) as fen from redemptions join coupons on coupons.id = coupon_id
          where redemptions.nonce like 'scale:%' group by offer_id) redeemed
        where redeemed.offer_id = offers.id`,
    },
    {
      what: "优惠发放数",
      count: 1,
      run: () => sql`
        update offer_stock set issued = ${number(wanted.couponsOfOffer)}
        where shard = 0 and offer_id in (
          select pg_temp.fixed_id('offer:' || n) from generate_series(0, ${number(offers - 1)}) n)`,
    },
  ];
}

function hashes(codes: CouponCodes, from: number, until: number): string[] {
  return Array.from({ length: until - from }, (_, index) =>
    codes.hashOf(codes.codeOf(numberedId(`coupon:${from + index}`))),
  );
}
