import { fixedId, person, random } from "@linli/demo-world";
import { ratingMoved } from "@linli/events";
import type { ratings } from "../src/db/tables.ts";
import { day, earliest, hour, later } from "./calendar.ts";
import type { DemoCoupon } from "./coupons.ts";
import { eventRow, type EventRow } from "./events.ts";
import { idAt } from "./id-at.ts";
import { type DemoOffer, reviewerOf } from "./offers.ts";

type RatingRow = typeof ratings.$inferInsert;

const words: Record<number, readonly string[]> = {
  5: [
    "老板热情，份量足，下次还来。",
    "就在家门口，出示券码就能用，很方便。",
    "味道正宗，价格实惠，邻居推荐来的。",
    "师傅手艺好，老人小孩都照顾到了。",
  ],
  4: ["总体不错，周末人多要等一会儿。", "东西好，就是店面小了点。", "优惠实在，停车不太方便。"],
  3: ["中规中矩，跟平时差不多。", "等了二十分钟，味道还可以。"],
  2: ["券上写的套餐缺了一样，换了别的。", "服务有点慢，希望改进。"],
  1: ["说好的优惠要求先办卡，不太合适。"],
};
const answers = [
  "谢谢您的支持，欢迎常来！",
  "感谢邻居的建议，周末我们会加派人手。",
  "给您添麻烦了，下次来店里给您补上。",
];
const hidden = { text: "骂人的话，不便显示。", reason: "含有辱骂店员的内容，不符合社区公约。" };

/** What some said of what they had redeemed; the residents among the personas did. One rating is hidden. */
export function ratingsOf(coupons: readonly DemoCoupon[], offers: readonly DemoOffer[], now: Date) {
  const offerOf = new Map(offers.map((offer) => [offer.id, offer]));
  const personas = [person("resident").id, person("resident-elsewhere").id];
  const counted = new Map<string, number>();
  const rows: RatingRow[] = [];
  const events: EventRow[] = [];
  for (const { row: coupon, redemption } of coupons) {
    const dice = random(`rating:${coupon.id}`);
    if (!redemption || redemption.reversedAt) continue;
    if (dice.next() > 0.12 && !personas.includes(coupon.holderId)) continue;
    const offer = offerOf.get(coupon.offerId)!;
    const { merchant } = offer;
    const nth = (counted.get(merchant.key) ?? 0) + 1;
    counted.set(merchant.key, nth);
    const id = nth <= 2 ? fixedId(`rating:${merchant.key}/${nth}`) : null;
    const stars = 5 - Math.min(4, Math.floor(dice.next() ** 2.2 * 5));
    const ratedAt = earliest(later(redemption.redeemedAt, dice.integer(1, 72) * hour), later(now, -hour));
    const answeredAt = earliest(later(ratedAt, day), now);
    // The second of the shop of the personas is the abusive one.
    const abusive = merchant.key === "granny-noodles" && nth === 2;
    const answered = !abusive && nth % 3 === 0;
    const rating = {
      id: id ?? idAt(ratedAt, `rating:${coupon.id}`),
      redemptionId: redemption.id,
      raterId: coupon.holderId,
      merchantId: merchant.id,
      offerId: offer.id,
      outletId: redemption.outletId,
      stars: abusive ? 1 : stars,
      text: abusive ? hidden.text : dice.next() < 0.7 ? dice.pick(words[stars]!) : null,
      ratedAt,
      ...(answered && { answer: dice.pick(answers), answeredBy: merchant.ownerId, answeredAt }),
      ...(abusive && { hiddenAt: answeredAt, hiddenBy: reviewerOf(offer), hiddenReason: hidden.reason }),
    } satisfies RatingRow;
    rows.push(rating);
    const { merchantId, offerId, outletId } = rating;
    const step = (from: string | null, to: string, actor: string, at: Date) => {
      const about = { ratingId: rating.id, merchantId, offerId, outletId, stars: rating.stars };
      events.push(eventRow(`${rating.id}:${to}`, ratingMoved, { ...about, from, to }, { actor, at }));
    };
    step(null, "GIVEN", coupon.holderId, ratedAt);
    if (answered) step("GIVEN", "ANSWERED", merchant.ownerId, answeredAt);
    if (abusive) step("GIVEN", "HIDDEN", reviewerOf(offer), answeredAt);
  }
  return { rows, events };
}
