import { type Benefit, worthOf } from "../src/offers/offer-benefit.rules.ts";
import type { UsableTimes } from "../src/offers/usable-times.rules.ts";

/** Whom and when something is for, where it is not for everybody at any time. */
type Narrowed = Partial<UsableTimes> & { minAge?: number; maxAge?: number };

/** What a shop of some trade has on offer, before it is anybody's; prices in fen. */
export type Ware = Narrowed & { benefit: Benefit; title: string; terms: string; limitPerPerson: number };

const ware = (
  benefit: Benefit,
  title: string,
  terms: string,
  limitPerPerson: number,
  narrowed: Narrowed,
) => ({
  benefit,
  title,
  terms: `${terms}凭券码到店核销，不与其他优惠同享，过期作废。`,
  limitPerPerson,
  ...narrowed,
});
type Item = readonly [name: string, quantity: number, unitPriceFen: number];
const bundle = (
  title: string,
  terms: string,
  priceFen: number,
  parts: readonly Item[],
  limit = 1,
  narrowed: Narrowed = {},
): Ware => {
  const items = parts.map(([name, quantity, unitPriceFen]) => ({ name, quantity, unitPriceFen }));
  const benefit = { kind: "PACKAGE", items, priceFen, worthFen: worthOf(items) } as const;
  return ware(benefit, title, terms, limit, narrowed);
};
const discount = (
  title: string,
  terms: string,
  percentOff: number,
  capFen: number,
  limit = 1,
  narrowed: Narrowed = {},
): Ware => ware({ kind: "DISCOUNT", percentOff, capFen }, title, terms, limit, narrowed);
const cash = (title: string, terms: string, minimumSpendFen: number, offFen: number, limit = 1): Ware =>
  ware({ kind: "CASH", offFen, minimumSpendFen }, title, terms, limit, {});
const exchange = (title: string, terms: string, priceFen: number, worthFen: number, limit = 1): Ware =>
  ware({ kind: "EXCHANGE", priceFen, worthFen }, title, terms, limit, {});
const free = (title: string, terms: string, worthFen: number, limit = 1, narrowed: Narrowed = {}): Ware =>
  ware({ kind: "FREE_SERVICE", worthFen }, title, terms, limit, narrowed);

const workdays: UsableTimes["usableDays"] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"];
const between = (from: number, until: number) => ({
  usableFromMinute: from * 60,
  usableUntilMinute: until * 60,
});

export const trades = {
  noodles: [
    bundle(
      "双人米线套餐",
      "周末通用。",
      3_880,
      [
        ["过桥米线", 2, 1_800],
        ["凉菜", 1, 800],
        ["饮料", 2, 600],
      ],
      2,
    ),
    cash("满30减6元早餐券", "单笔消费满30元可用。", 3_000, 600, 3),
    exchange("凭券兑换卤蛋一个", "任意点一碗米线即可兑换。", 0, 300, 2),
    discount("邻里酸汤米线七折", "小碗、大碗同享，限堂食。", 30, 600, 3),
  ],
  restaurant: [
    bundle("四人家庭套餐", "米饭管饱，请提前一天预约。", 12_800, [
      ["酸汤鱼", 1, 9_800],
      ["配菜", 4, 2_250],
    ]),
    cash("满100减20元代金券", "单桌限用一张，酒水除外。", 10_000, 2_000, 2),
    discount("工作日午市八折", "限堂食。", 20, 2_000, 3, {
      usableDays: workdays,
      ...between(11, 14),
    }),
    exchange("凭券兑换时令小菜一份", "到店用餐即可兑换，每桌一份。", 0, 1_200),
  ],
  tea: [
    bundle("奶茶两杯分享装", "任选两杯中杯，加料另计。", 1_580, [["中杯奶茶", 2, 1_200]], 2),
    exchange("免费升级大杯", "购买任意中杯可升级。", 0, 300, 3),
    discount("三七花茶七折", "本地三七花现泡，冷热皆可。", 30, 500, 2),
    cash("满25减5元", "单笔满25元可用，外带堂食均可。", 2_500, 500, 3),
  ],
  bakery: [
    bundle(
      "早餐面包牛奶套餐",
      "当日现烤。",
      1_280,
      [
        ["吐司", 1, 1_000],
        ["鲜奶", 1, 800],
      ],
      3,
    ),
    discount("六寸生日蛋糕七折", "请提前一天预订，奶油蛋糕任选一款。", 30, 3_000),
    cash("满40减8元面包券", "现烤面包可用，生日蛋糕除外。", 4_000, 800, 2),
    exchange("凭券兑换蛋挞一只", "兑完为止。", 0, 400),
  ],
  market: [
    cash("满68减10元购物券", "烟酒、粮油、特价商品除外。", 6_800, 1_000, 2),
    bundle("一周鲜果箱", "约五公斤，可送货上门。", 4_900, [["当季水果", 4, 1_700]]),
    discount("鲜蛋一板七五折", "本地鸡蛋30枚，每户限购。", 25, 600, 2),
    exchange("凭券领取环保袋", "任意消费即可领取。", 0, 500),
  ],
  pharmacy: [
    free("免费测血压血糖", "由执业药师测量并登记。", 1_500, 3),
    cash("满50减8元", "处方药、医保支付部分除外。", 5_000, 800, 2),
    bundle("家庭常备药箱", "共十二件。", 3_990, [
      ["创可贴", 4, 300],
      ["碘伏", 2, 490],
      ["体温计", 2, 1_200],
      ["退热贴", 4, 350],
    ]),
    free("过期药品回收与用药咨询", "携带过期药品到店，登记后统一处理。", 1_000),
  ],
  salon: [
    discount("洗剪吹邻里六折", "总监除外，请提前电话预约。", 40, 2_000, 2),
    free("老人免费理发", "60岁以上居民凭券使用。", 2_000, 1, { minAge: 60 }),
    bundle("亲子理发套餐", "含洗剪吹。", 4_500, [
      ["成人洗剪吹", 1, 4_500],
      ["儿童理发", 1, 2_300],
    ]),
    cash("烫染满200减50元", "烫发、染发项目可用，护理除外。", 20_000, 5_000),
  ],
  laundry: [
    bundle("冬衣三件洗护套餐", "羽绒服、大衣、棉衣任选，皮草除外。", 6_600, [["冬衣洗护", 3, 3_300]]),
    discount("床上四件套清洗六五折", "含烘干消毒，两天可取。", 35, 1_300, 2),
    cash("满50减10元洗衣券", "干洗、水洗均可用。", 5_000, 1_000, 2),
    free("免费换纽扣与简单缝补", "每次限一件，配件自备或成本价。", 800, 2),
  ],
  gym: [
    bundle("青年健身月卡", "限35岁以下青年，含更衣柜使用。", 12_900, [["健身月卡", 1, 19_900]], 1, {
      maxAge: 35,
    }),
    free("免费体测一次", "含体成分分析与教练讲解，约30分钟。", 5_000),
    discount("羽毛球场地六折", "球拍免费借用。", 40, 2_000, 3, { usableDays: workdays }),
    exchange("9.9元体验团课一节", "瑜伽、动感单车任选，请提前预约。", 990, 3_900),
  ],
  training: [
    free("五点半课后看护体验课", "小学生家长凭券预约，由家长接送。", 4_000),
    bundle("书法体验四课时", "笔墨纸砚由老师提供。", 9_900, [["书法体验课", 4, 4_000]]),
    discount("周末绘本阅读会五折", "三至八岁，须家长陪同。", 50, 1_500, 2),
    cash("报名满500减80元", "首次报名可用，教材费除外。", 50_000, 8_000),
  ],
  repair: [
    free("家电免费上门检测", "检测不收费，维修前先报价。", 3_000),
    discount("油烟机清洗邻里七折", "含拆洗滤网，约一小时。", 30, 4_000),
    cash("维修满100减20元", "配件费除外，保修三个月。", 10_000, 2_000),
    free("免费磨刀配钥匙便民日", "每月第一个周六，每户限两把。", 1_000),
  ],
  optician: [
    free("免费验光与眼镜清洗", "含屈光检查，约20分钟。", 3_000),
    discount("学生配镜六折", "含镜框与防蓝光镜片，凭验光单配镜。", 40, 13_000),
    cash("太阳镜满300减60元", "特价款除外。", 30_000, 6_000),
    exchange("凭券领取护眼贴一盒", "每人限领一盒，领完为止。", 0, 1_200),
  ],
  housekeeping: [
    bundle("三小时日常保洁", "含工具与清洁剂。", 10_800, [["保洁员一小时", 6, 2_500]]),
    discount("玻璃清洗七折", "100平方米以内住宅，高空外窗除外。", 30, 3_000),
    free("独居老人免费助洁一次", "由社工站确认对象，一次两小时。", 8_000),
    cash("月嫂护工满1000减120元", "签约服务可用。", 100_000, 12_000),
  ],
  pets: [
    bundle("小型犬洗护套餐", "10公斤以内。", 4_800, [
      ["洗澡吹干", 1, 5_500],
      ["剪甲清耳", 1, 2_000],
    ]),
    free("免费宠物体检", "含体温、体重、皮肤检查，请牵绳文明入店。", 5_000),
    cash("用品满99减15元", "处方粮除外。", 9_900, 1_500, 2),
    discount("狂犬疫苗接种七折", "免疫证当场办理。", 30, 3_000),
  ],
  carwash: [
    discount("精致洗车六折", "五座轿车、SUV同享，雨天顺延。", 40, 1_500, 3),
    bundle("四次洗车套餐", "一年内有效，可转给家人使用。", 7_200, [["精致洗车", 4, 3_000]]),
    free("免费胎压与玻璃水检查", "随到随检，约十分钟。", 1_500, 2),
    exchange("凭券兑换车内除味一次", "办理任意洗车即可兑换。", 0, 2_500),
  ],
} satisfies Record<string, readonly Ware[]>;

export type Trade = keyof typeof trades;
