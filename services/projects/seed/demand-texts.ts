import type { Urgency } from "../src/demands/demand.rules.ts";

/** An everyday matter: `…` stands for the spot. */
export type Matter = {
  title: string;
  spots: readonly string[];
  urgency: Urgency;
  description: string;
};

const matter = (urgency: Urgency, title: string, spots: readonly string[], description: string): Matter => ({
  urgency,
  title,
  spots,
  description,
});

const floors = ["二楼", "三楼", "四楼", "五楼", "六楼", "七楼", "顶楼"];

/** In and around a house where people live. */
export const inBuildings: readonly Matter[] = [
  matter("ORDINARY", "…楼道灯不亮", [...floors, "一楼大厅"], "晚上上下楼看不清台阶，家里老人出门不方便。"),
  matter(
    "UTILITIES",
    "电梯…",
    ["频繁停运", "运行时异响", "按键失灵", "困人后未做检修"],
    "已经向物业反映过，希望尽快请维保单位检修。",
  ),
  matter("ORDINARY", "…堆放杂物占用消防通道", floors, "楼道里堆了纸箱和旧家具，担心起火时出不去。"),
  matter(
    "ORDINARY",
    "…夜间噪音扰民",
    ["楼上装修", "底商音响", "隔壁宠物", "空调外机"],
    "晚上十点以后仍然很吵，影响孩子休息。",
  ),
  matter(
    "UTILITIES",
    "…漏水",
    ["卫生间顶棚", "屋面", "厨房管道", "楼道水管"],
    "雨后渗水更明显，墙皮已经起泡。",
  ),
  matter("UTILITIES", "…停水", ["整单元", "高层住户", "五楼以上"], "没有看到停水通知，家里有老人和小孩。"),
  matter(
    "ORDINARY",
    "单元门禁…",
    ["刷卡没有反应", "对讲听不到声音", "门锁关不上"],
    "陌生人可以随意进出，大家不放心。",
  ),
  matter("EMERGENCY", "…有煤气味", ["楼道里", "地下室", "厨房烟道口"], "担心泄漏，请马上派人查看。"),
  matter(
    "EMERGENCY",
    "…电线裸露打火花",
    ["一楼配电箱", "楼道", "电动车棚"],
    "已经提醒邻居绕行，请尽快断电处理。",
  ),
  matter(
    "ORDINARY",
    "希望在…加装扶手",
    ["单元门口台阶", "楼道转角", "无障碍坡道"],
    "腿脚不便的老人上下很吃力。",
  ),
];

/** In a quarter or a community. */
export const inQuarters: readonly Matter[] = [
  matter(
    "ORDINARY",
    "…停车难",
    ["北门", "南门", "地面车位", "幼儿园门口"],
    "晚上七点以后找不到车位，消防通道也被占了。",
  ),
  matter(
    "ORDINARY",
    "…垃圾分类投放点异味大",
    ["东侧", "西侧", "地下车库出口", "广场旁"],
    "夏天气味明显，希望增加清运次数。",
  ),
  matter("ORDINARY", "…路灯不亮", ["中心花园", "南门小路", "健身步道", "停车场"], "晚上散步看不清路。"),
  matter(
    "ORDINARY",
    "…健身器材损坏",
    ["中心花园", "儿童乐园", "老年活动角"],
    "部分螺丝松动，孩子玩耍不安全。",
  ),
  matter(
    "ORDINARY",
    "希望增设…",
    ["儿童游乐设施", "快递柜", "休息座椅", "晾衣区", "宠物便便箱"],
    "邻居们都有这个需要，愿意一起商量选址。",
  ),
  matter("UTILITIES", "…下水道堵塞", ["南门", "广场", "3号门旁", "底商后侧"], "下雨后积水排不出去。"),
  matter("ORDINARY", "广场舞音响…", ["音量过大", "晚上九点后仍未关闭"], "希望和活动队伍商量一个时间和音量。"),
  matter("ORDINARY", "…飞线充电", ["电动车棚", "一层住户窗外", "底商门前"], "存在火灾隐患，希望规范管理。"),
  matter(
    "ORDINARY",
    "希望开办…",
    ["暑期托管班", "老年手机课堂", "周末读书会", "家电义务维修日"],
    "家里有需要，也愿意来当志愿者。",
  ),
  matter("ORDINARY", "…绿化带枯死", ["东门", "中心花园", "人行道旁"], "希望补种，邻居们可以一起参与。"),
  matter("UTILITIES", "…井盖松动", ["北门车道", "人行道", "停车场入口"], "车辆经过声响大，担心有人踩空。"),
];

/** In an office tower. */
export const inTowers: readonly Matter[] = [
  matter("ORDINARY", "…电梯等候时间长", ["早高峰", "午间", "晚高峰"], "希望错层停靠或分时调度。"),
  matter(
    "UTILITIES",
    "…中央空调不制冷",
    ["八楼", "十二楼", "十五楼", "共享会议室"],
    "室内温度偏高，影响办公。",
  ),
  matter(
    "ORDINARY",
    "希望设置…",
    ["外卖取餐柜", "母婴室", "青年书角", "共享雨伞"],
    "楼里年轻人多，使用需求大。",
  ),
  matter("ORDINARY", "…车位紧张", ["访客", "地下二层", "月租"], "客户来访经常找不到车位。"),
  matter(
    "ORDINARY",
    "希望组织…",
    ["青年交友活动", "政策宣讲", "职业技能培训", "公益法律咨询"],
    "楼里几家企业的青年都愿意参加。",
  ),
  matter("UTILITIES", "…卫生间漏水", ["六楼", "九楼", "十四楼"], "地面湿滑，有人差点摔倒。"),
  matter("EMERGENCY", "…烟感报警器误报", ["七楼", "十一楼"], "已经响了两次，请马上检查。"),
];

/** Six neighbours, one matter: alike enough to be one hot issue. */
export const chargingTitles = [
  "地下车库充电桩不够用",
  "车库充电桩太少，排队充电",
  "地下车库充电桩数量不足",
  "希望增加地下车库充电桩",
  "地下车库充电桩经常被占，不够用",
  "车库充电桩不足，希望尽快加装",
] as const;
