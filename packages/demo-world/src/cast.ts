import { buildingKey, place } from "./place.ts";
import type { DemoHome } from "./person.ts";

/** Somebody with a part of their own to play: a persona, or a planted case. */
export type CastMember = {
  key: string;
  name: string;
  age: number;
  daysSinceBirthday: number;
  home?: DemoHome;
};

// Above the rooms that ordinary households are given.
const castRoom = "901";

const home = (
  quarterKey: string,
  building: number,
  tenure: DemoHome["tenure"],
  verified = true,
): DemoHome => ({
  placeId: place(buildingKey(quarterKey, building)).id,
  room: castRoom,
  tenure,
  verified,
});

export const cast: readonly CastMember[] = [
  {
    key: "resident",
    name: "李晓梅",
    age: 34,
    daysSinceBirthday: 120,
    home: home("panlong", 3, "OWNER"),
  },
  {
    key: "resident-elsewhere",
    name: "侬志远",
    age: 31,
    daysSinceBirthday: 40,
    home: home("jinshi", 2, "OWNER"),
  },
  {
    key: "unverified",
    name: "阿依努尔·买买提江",
    age: 26,
    daysSinceBirthday: 200,
    home: home("panlong", 5, "TENANT", false),
  },
  { key: "merchant-owner", name: "王建国", age: 42, daysSinceBirthday: 15 },
  { key: "merchant-staff", name: "陶小玉", age: 23, daysSinceBirthday: 300 },
  { key: "other-merchant-staff", name: "马俊杰", age: 28, daysSinceBirthday: 77 },
  { key: "worker", name: "陆海燕", age: 36, daysSinceBirthday: 181 },
  { key: "worker-elsewhere", name: "韦春花", age: 39, daysSinceBirthday: 260 },
  {
    key: "chair",
    name: "欧阳明轩",
    age: 29,
    daysSinceBirthday: 95,
    home: home("panlong", 8, "OWNER"),
  },
  { key: "analyst", name: "诸葛文静", age: 33, daysSinceBirthday: 12 },
  { key: "admin", name: "林浩然", age: 37, daysSinceBirthday: 330 },
  { key: "auditor", name: "尉迟明远", age: 48, daysSinceBirthday: 73 },
  {
    key: "youth-member",
    name: "农佳怡",
    age: 27,
    daysSinceBirthday: 166,
    home: home("panlong", 6, "OWNER"),
  },
  {
    key: "owners-committee",
    name: "袁朝阳",
    age: 53,
    daysSinceBirthday: 49,
    home: home("panlong", 2, "OWNER"),
  },
  // Sits in the youth council and turns 46 in about two months, within the term (R17).
  {
    key: "ageing-councillor",
    name: "皇甫志强",
    age: 45,
    daysSinceBirthday: 300,
    home: home("panlong", 11, "OWNER"),
  },
  { key: "league-prefecture-secretary", name: "普正宏", age: 41, daysSinceBirthday: 64 },
  { key: "league-city-secretary", name: "熊雪梅", age: 35, daysSinceBirthday: 140 },
  {
    key: "libuga-league-secretary",
    name: "覃思远",
    age: 28,
    daysSinceBirthday: 222,
    home: home("xuefu", 4, "OWNER"),
  },
  // Leads the league of 东风社区 without a leadership post there (R58).
  { key: "dongfeng-league-secretary", name: "项玉兰", age: 27, daysSinceBirthday: 19 },
  { key: "libuga-party-secretary", name: "黄德昌", age: 52, daysSinceBirthday: 88 },
  { key: "gaodeng-party-secretary", name: "农世荣", age: 49, daysSinceBirthday: 151 },
  { key: "dongfeng-party-secretary", name: "梁丽华", age: 47, daysSinceBirthday: 33 },
  { key: "libuga-director", name: "罗忠良", age: 50, daysSinceBirthday: 205 },
  { key: "gaodeng-director", name: "何桂芬", age: 46, daysSinceBirthday: 280 },
  { key: "dongfeng-director", name: "司马国栋", age: 44, daysSinceBirthday: 310 },
  { key: "dongfeng-worker", name: "吉克阿依莫", age: 30, daysSinceBirthday: 133 },
  { key: "aluminium-league-secretary", name: "高宇航", age: 30, daysSinceBirthday: 171 },
  { key: "property-league-secretary", name: "朱佳怡", age: 26, daysSinceBirthday: 54 },
  { key: "training-league-secretary", name: "谢若曦", age: 29, daysSinceBirthday: 240 },
  { key: "property-manager", name: "程永福", age: 43, daysSinceBirthday: 99 },
  { key: "eighth-day-director", name: "迪丽达尔·艾合买提江", age: 38, daysSinceBirthday: 7 },
  { key: "station-lead", name: "邓雨桐", age: 27, daysSinceBirthday: 190 },
  { key: "longcheng-digital-league-secretary", name: "唐俊杰", age: 31, daysSinceBirthday: 61 },
  { key: "longcheng-trade-former-secretary", name: "沈一诺", age: 32, daysSinceBirthday: 244 },
  { key: "volunteers-president", name: "曾诗涵", age: 33, daysSinceBirthday: 118 },
  { key: "market-league-secretary", name: "岩罕香", age: 28, daysSinceBirthday: 201 },
  { key: "civil-affairs-officer", name: "傅绍华", age: 45, daysSinceBirthday: 21 },
];
