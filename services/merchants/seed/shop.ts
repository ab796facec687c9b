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

export const shop = (
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

// An outlet by its name and address.
export const panlong = (name: string, address: string) =>
  ["panlong", name, `新平街道盛世盘龙小区${address}`] as const;
export const gaodeng = (name: string, address: string) =>
  ["gaodeng", name, `新平街道高登社区${address}`] as const;
const quarter = (key: string, quarterName: string) => (name: string, address: string) =>
  [key, name, `卧龙街道${quarterName}${address}`] as const;
export const libuga = quarter("libuga", "里布嘎社区");
export const xincun = quarter("libuga-xincun", "里布嘎新村");
export const huayuan = quarter("wolong-huayuan", "卧龙花园");
export const jinshi = quarter("jinshi", "金石小区");
export const xuefu = quarter("xuefu", "学府雅苑");
export const longcheng = (name: string, address: string) =>
  ["longcheng", name, `开化街道龙成国际楼宇${address}`] as const;
export const dongfeng = (name: string, address: string) =>
  ["dongfeng", name, `开化街道东风社区${address}`] as const;
