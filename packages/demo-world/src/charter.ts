import { fixedId } from "./fixed-id.ts";
import { organization } from "./organization.ts";

/** A version of a body's rules. Reviewed so long ago, if ever. */
export type DemoCharter = {
  id: string;
  organizationId: string;
  version: number;
  effectiveMonthsAgo: number;
  reviewedMonthsAgo?: number;
  duties: string[];
  textReference: string;
};

const charter = (
  key: string,
  version: number,
  effectiveMonthsAgo: number,
  duties: string[],
  reviewedMonthsAgo?: number,
): DemoCharter => ({
  id: fixedId(`charter:${key}/${version}`),
  organizationId: organization(key).id,
  version,
  effectiveMonthsAgo,
  duties,
  textReference: `${organization(key).name}章程（第${version}版）`,
  ...(reviewedMonthsAgo !== undefined && { reviewedMonthsAgo }),
});

const councilDuties = ["收集青年业主意见", "定期探讨小区亟待解决的问题", "推荐青年业主参加业主委员会"];
const adviserDuties = ["为业委会出谋划策", "提出任务清单", "提供专业咨询"];

export const charters: readonly DemoCharter[] = [
  charter("panlong-alliance", 1, 14, ["轮值主席按月轮换", "每月召开联席会议"]),
  charter("panlong-alliance", 2, 4, ["轮值主席按月轮换", "每月召开联席会议", "轮流组织活动"], 1),
  charter("panlong-council", 1, 12, councilDuties),
  charter("panlong-fellowship", 1, 8, ["交流履职经验", "每半年至少组织一次活动"]),
  // Not looked through for more than 24 months: stale evidence of having rules (R35).
  charter("libuga-council", 1, 30, councilDuties),
  charter("libuga-alliance", 1, 9, ["轮值主席按季轮换", "轮流组织活动"]),
  charter("libuga-think-tank", 1, 10, adviserDuties),
  charter("gaodeng-council", 1, 5, councilDuties),
  charter("gaodeng-think-tank", 1, 5, adviserDuties),
  charter("longcheng-think-tank", 1, 6, adviserDuties),
];
