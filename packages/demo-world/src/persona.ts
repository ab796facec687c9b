import { person } from "./person.ts";

/** The name under which the accounts of the demo sign-ins are kept; an account's subject is its person's id. */
export const demoIssuer = "demo";

/** The names of the demo sign-ins. */
export const personaNames = [
  "resident",
  "resident-elsewhere",
  "unverified",
  "merchant-owner",
  "merchant-staff",
  "other-merchant-staff",
  "worker",
  "worker-elsewhere",
  "chair",
  "youth-member",
  "organization-admin",
  "owners-committee",
  "property-company",
  "league-reviewer",
  "analyst",
  "admin",
  "auditor",
] as const;
export type PersonaName = (typeof personaNames)[number];

/** Somebody a visitor can sign in as, to see the platform with their eyes. */
export type Persona = { name: PersonaName; label: string; hint: string; personId: string };

const parts: Record<PersonaName, { label: string; hint: string; key?: string }> = {
  resident: { label: "居民（盛世盘龙小区）", hint: "已核验业主，可以领取家门口的优惠券" },
  "resident-elsewhere": { label: "居民（里布嘎社区）", hint: "住在别的社区，看看哪些优惠领不了" },
  unverified: { label: "未核验的住户", hint: "还没有通过居住核验，领券会被婉拒" },
  "merchant-owner": { label: "商家店主", hint: "发布优惠套餐，提交社区审核" },
  "merchant-staff": { label: "商家店员", hint: "同一商家的店员，在门店扫码核销" },
  "other-merchant-staff": { label: "另一家的店员", hint: "别家的券，在这里核销不了" },
  worker: { label: "社区工作者（高登社区）", hint: "审核本社区的优惠，处理居民需求" },
  "worker-elsewhere": { label: "社区工作者（里布嘎社区）", hint: "只管本社区，别处的优惠审核不了" },
  chair: { label: "轮值主席", hint: "盛世盘龙团建联盟本期主席，召集联席会议" },
  "youth-member": { label: "青年议事会委员", hint: "盛世盘龙青年议事会成员，提议题、参与表决" },
  "organization-admin": {
    key: "aluminium-league-secretary",
    label: "团组织负责人（文铝公司）",
    hint: "管理本团组织的席位和资源",
  },
  "owners-committee": { label: "业委会主任", hint: "盛世盘龙业主委员会，答复交给业委会的需求" },
  "property-company": {
    key: "property-manager",
    label: "物业项目经理",
    hint: "盛世盘龙物业公司，答复交给物业的需求",
  },
  "league-reviewer": {
    key: "league-city-secretary",
    label: "团市委审核人",
    hint: "审核“八有”豁免和品牌项目，居民信息只见掩码",
  },
  analyst: { label: "数据分析员", hint: "只看全州汇总指标，看不到任何个人" },
  admin: { label: "平台管理员", hint: "管理平台配置，默认看不到个人信息" },
  auditor: { label: "审计员", hint: "查验访问日志和授权同意记录" },
};

export const personas: readonly Persona[] = personaNames.map((name) => {
  const { key = name, ...words } = parts[name];
  return { name, ...words, personId: person(key).id };
});

/** The demo sign-in of this name, if there is one. */
export function persona(name: string): Persona | undefined {
  return personas.find((candidate) => candidate.name === name);
}
