import type { MerchantState } from "../src/merchants/merchant.rules.ts";
import type { Trade } from "./trades.ts";

/** Where an offer stands today, and since when. */
export type Phase =
  | "live"
  | "sold out"
  | "used later"
  | "scheduled"
  | "ended"
  | "draft"
  | "submitted"
  | "rejected"
  | "paused"
  | "terminated"
  | "month -5"
  | "month -4"
  | "month -3";

export type Shop = {
  key: string;
  name: string;
  trade: Trade;
  /** Place (key), name and address of each outlet. */
  outlets: readonly (readonly [placeKey: string, name: string, address: string])[];
  /** Whom its offers are for, taken in turns: places (keys). */
  audiences: readonly (readonly string[])[];
  /** Its offers, by where they stand. */
  phases: readonly Phase[];
  state: MerchantState;
};

const shop = (
  key: string,
  name: string,
  trade: Trade,
  outlets: Shop["outlets"],
  audiences: string,
  phases: Phase[],
  state: MerchantState = "ACTIVE",
): Shop => ({
  key,
  name,
  trade,
  outlets,
  audiences: audiences.split(" ").map((audience) => audience.split("+")),
  phases,
  state,
});

const panlong = (name: string, address: string) =>
  ["panlong", name, `新平街道盛世盘龙小区${address}`] as const;
const gaodeng = (name: string, address: string) => ["gaodeng", name, `新平街道高登社区${address}`] as const;
const quarter = (key: string, quarterName: string) => (name: string, address: string) =>
  [key, name, `卧龙街道${quarterName}${address}`] as const;
const libuga = quarter("libuga", "里布嘎社区");
const xincun = quarter("libuga-xincun", "里布嘎新村");
const huayuan = quarter("wolong-huayuan", "卧龙花园");
const jinshi = quarter("jinshi", "金石小区");
const xuefu = quarter("xuefu", "学府雅苑");
const longcheng = (name: string, address: string) =>
  ["longcheng", name, `开化街道龙成国际楼宇${address}`] as const;
const dongfeng = (name: string, address: string) => ["dongfeng", name, `开化街道东风社区${address}`] as const;

export const shops: readonly Shop[] = [
  shop(
    "granny-noodles",
    "盘龙阿婆米线",
    "noodles",
    [panlong("北门店", "北门商铺7号"), gaodeng("高登路店", "高登路26号")],
    "panlong panlong gaodeng panlong",
    ["live", "live", "live", "submitted"],
  ),
  shop(
    "gaodeng-market",
    "高登鲜果生活超市",
    "market",
    [gaodeng("总店", "高登路88号"), panlong("盛世盘龙店", "2幢一层")],
    "panlong gaodeng",
    ["live", "live", "ended"],
  ),
  shop("scissors", "剪艺造型", "salon", [panlong("盛世盘龙店", "5幢商铺3号")], "panlong gaodeng", [
    "live",
    "submitted",
    "ended",
  ]),
  shop(
    "clean-laundry",
    "洁丽干洗店",
    "laundry",
    [panlong("南门店", "南门商铺2号"), gaodeng("菜街店", "菜街15号")],
    "panlong gaodeng",
    ["live", "live", "scheduled"],
  ),
  shop(
    "people-pharmacy",
    "康民大药房",
    "pharmacy",
    [panlong("盛世盘龙店", "1幢商铺1号"), gaodeng("高登店", "高登路41号")],
    "gaodeng panlong",
    ["live", "live", "rejected"],
  ),
  shop("wheat", "麦香园烘焙", "bakery", [panlong("盛世盘龙店", "北门商铺11号")], "panlong", [
    "live",
    "sold out",
    "draft",
  ]),
  shop("dynamo-gym", "动力源健身", "gym", [panlong("会所店", "会所二层")], "panlong gaodeng", [
    "live",
    "live",
    "ended",
  ]),
  shop(
    "veteran-grill",
    "老兵炭火烧烤",
    "restaurant",
    [gaodeng("夜市店", "夜市街9号")],
    "panlong gaodeng",
    ["live", "live", "live"],
    "SUSPENDED",
  ),
  shop("little-tea", "茶小满", "tea", [panlong("东门店", "东门商铺4号")], "panlong gaodeng", [
    "live",
    "live",
    "paused",
  ]),
  shop("ink", "墨香书法托管", "training", [panlong("盛世盘龙店", "9幢二层")], "panlong", [
    "live",
    "submitted",
    "ended",
  ]),
  shop("pony-repair", "小马家电维修", "repair", [gaodeng("高登店", "高登路63号")], "gaodeng panlong", [
    "live",
    "ended",
    "live",
  ]),
  shop("bright-eyes", "明视眼镜", "optician", [gaodeng("高登店", "高登路52号")], "gaodeng panlong", [
    "terminated",
    "live",
    "ended",
  ]),
  shop(
    "good-neighbour",
    "好邻居家政",
    "housekeeping",
    [panlong("服务点", "物业服务中心旁"), gaodeng("总部", "团结巷8号")],
    "panlong gaodeng",
    ["live", "live", "submitted"],
  ),
  shop("furry", "毛孩子宠物生活馆", "pets", [panlong("盛世盘龙店", "12幢商铺6号")], "panlong", [
    "live",
    "ended",
    "rejected",
  ]),
  shop("panlong-wash", "盘龙洗车坊", "carwash", [panlong("地下车库店", "地下车库B区")], "panlong gaodeng", [
    "live",
    "live",
    "ended",
  ]),
  shop(
    "sour-fish",
    "苗乡酸汤鱼",
    "restaurant",
    [gaodeng("总店", "新平路17号"), panlong("盛世盘龙店", "南门商铺9号")],
    "panlong gaodeng",
    ["live", "used later", "ended"],
  ),
  shop("corner-market", "转角便利店", "market", [panlong("转角店", "8幢商铺2号")], "panlong", [
    "live",
    "ended",
    "draft",
  ]),
  shop("dream-bakery", "小确幸手工烘焙", "bakery", [gaodeng("高登店", "高登路30号")], "gaodeng panlong", [
    "live",
    "ended",
    "scheduled",
  ]),
  shop("old-street-salon", "老街理发店", "salon", [gaodeng("老街店", "老街21号")], "gaodeng", [
    "live",
    "ended",
  ]),
  shop(
    "wenshan-noodles",
    "文山马家牛肉米线",
    "noodles",
    [gaodeng("新平店", "新平路44号")],
    "gaodeng panlong",
    ["live", "ended", "submitted"],
  ),

  shop(
    "libuga-market",
    "里布嘎惠民超市",
    "market",
    [libuga("总店", "里布嘎街5号"), jinshi("金石店", "东门商铺3号")],
    "libuga jinshi",
    ["live", "live", "ended"],
  ),
  shop(
    "sanqi-pharmacy",
    "三七堂药店",
    "pharmacy",
    [libuga("里布嘎店", "里布嘎街18号"), huayuan("花园店", "正门商铺6号")],
    "libuga wolong-huayuan",
    ["live", "live", "ended"],
  ),
  shop("jinshi-noodles", "金石小锅米线", "noodles", [jinshi("金石店", "西门商铺1号")], "jinshi libuga", [
    "live",
    "live",
    "submitted",
  ]),
  shop("new-village-salon", "新村阿芳理发", "salon", [xincun("新村店", "2幢一层")], "libuga-xincun libuga", [
    "live",
    "ended",
    "live",
  ]),
  shop(
    "garden-laundry",
    "花园洗衣坊",
    "laundry",
    [huayuan("花园店", "侧门商铺2号")],
    "wolong-huayuan libuga",
    ["live", "ended", "live"],
  ),
  shop("ears-of-wheat", "麦田面包房", "bakery", [libuga("里布嘎店", "里布嘎街33号")], "libuga", [
    "live",
    "ended",
    "live",
  ]),
  shop(
    "iron-gym",
    "铁馆健身",
    "gym",
    [libuga("里布嘎店", "文化路12号二层")],
    "libuga jinshi+wolong-huayuan",
    ["live", "ended", "rejected"],
  ),
  shop(
    "bookworm",
    "小书虫阅读馆",
    "training",
    [jinshi("金石店", "会所一层"), libuga("文化路店", "文化路20号")],
    "libuga jinshi",
    ["live", "live", "draft"],
  ),
  shop("campus-optician", "学府眼镜", "optician", [xuefu("学府店", "北门商铺8号")], "xuefu", [
    "month -5",
    "month -4",
    "month -3",
  ]),
  shop("quick-repair", "快手家电维修", "repair", [xincun("新村店", "6幢一层")], "libuga libuga-xincun", [
    "live",
    "ended",
    "scheduled",
  ]),
  shop("clean-home", "洁万家家政", "housekeeping", [libuga("里布嘎店", "里布嘎街47号")], "libuga", [
    "live",
    "ended",
    "live",
  ]),
  shop("paws", "爪爪宠物店", "pets", [huayuan("花园店", "正门商铺10号")], "libuga wolong-huayuan", [
    "live",
    "live",
    "submitted",
  ]),
  shop("golden-wash", "金石汽车美容", "carwash", [jinshi("金石店", "南门停车场旁")], "jinshi libuga", [
    "live",
    "live",
    "ended",
  ]),
  shop("zhuang-kitchen", "壮家土菜馆", "restaurant", [libuga("里布嘎店", "文化路3号")], "libuga", [
    "live",
    "live",
    "rejected",
  ]),
  shop(
    "cloud-tea",
    "云上奶茶",
    "tea",
    [libuga("里布嘎店", "里布嘎街9号"), xincun("新村店", "村口商铺1号")],
    "libuga libuga-xincun+wolong-huayuan",
    ["live", "live", "ended"],
  ),
  shop(
    "old-noodles",
    "老里布嘎米线",
    "noodles",
    [libuga("老店", "里布嘎街1号")],
    "libuga",
    ["ended", "ended"],
    "CLOSED",
  ),
  shop("new-flavour", "新味小吃", "restaurant", [libuga("里布嘎店", "文化路29号")], "libuga", [], "APPLIED"),

  shop(
    "tower-tea",
    "龙成咖啡茶饮",
    "tea",
    [longcheng("大堂店", "一层大堂"), dongfeng("东风店", "东风路6号")],
    "longcheng",
    ["live", "live", "scheduled"],
  ),
  shop("tower-lunch", "龙成白领餐厅", "restaurant", [longcheng("三层店", "三层")], "longcheng", [
    "live",
    "live",
    "ended",
  ]),
  shop("tower-gym", "龙成空中健身", "gym", [longcheng("十八层店", "十八层")], "longcheng", [
    "live",
    "ended",
    "submitted",
  ]),
  shop(
    "east-laundry",
    "东风洗衣",
    "laundry",
    [dongfeng("东风店", "东风路19号"), longcheng("代收点", "负一层")],
    "longcheng",
    ["live", "scheduled", "draft"],
  ),
  shop("east-salon", "东风美发沙龙", "salon", [dongfeng("东风店", "东风路22号")], "longcheng", [
    "live",
    "ended",
    "rejected",
  ]),
];
