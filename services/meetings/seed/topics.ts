import type { SeriesKind } from "../src/series/meeting-series.rules.ts";

export type Topic = { title: string; reason: string };

const topic = (title: string, reason: string): Topic => ({ title, reason });

/** What the bodies talk about, by kind, each with why it matters (R63). */
export const topics: Record<SeriesKind, readonly Topic[]> = {
  JOINT_MEETING: [
    topic("清理占用消防通道的电动车", "消防检查指出两处通道长期被占"),
    topic("寒暑假“五点半课堂”场地与志愿者排班", "双职工家庭孩子放学后无人看管"),
    topic("“垃圾分类、团团在行动”下月活动安排", "厨余垃圾混投率仍然偏高"),
    topic("独居老人“乐助乐龄”结对走访", "入冬后独居老人需要更多关照"),
    topic("周边商家为居民提供优惠的准入标准", "居民反映部分优惠说明不清楚"),
    topic("与民政局对接社区服务项目", "服务站人手不足，需要部门支持"),
    topic("青年之家学习日开放时间调整", "上班青年希望晚间也能使用场地"),
    topic("小区周边违规停车整治", "早晚高峰出入口拥堵，居民意见集中"),
  ],
  YOUTH_COUNCIL: [
    topic("楼道堆物专项清理方案", "多个楼幢反映楼道堆物影响通行"),
    topic("快递柜与外卖取餐点选址", "快递堆放在门卫室，容易丢失"),
    topic("晾晒绳占用公共绿地", "绿地养护与晾晒需求有冲突"),
    topic("宠物文明饲养公约征求意见", "遛犬不牵绳的投诉增加"),
    topic("儿童活动区设施更新", "滑梯护栏松动，存在安全隐患"),
    topic("邻里节节目征集", "希望让新住户更快认识邻居"),
    topic("电梯广告收益使用去向公开", "业主希望了解公共收益"),
  ],
  THINK_TANK: [
    topic("公共维修资金使用流程讲解", "业主对申请条件不清楚"),
    topic("外墙渗水责任认定与法律建议", "顶层住户反复报修未果"),
    topic("物业服务合同续签要点", "合同即将到期，需要提前准备"),
    topic("二次供水水箱清洗检测方案", "夏季水质投诉较多"),
    topic("业委会年度收支审计意见", "业主大会要求公开审计结果"),
    topic("楼宇节能改造可行性", "公共用电支出逐年上升"),
  ],
  COMMITTEE_FELLOWSHIP: [
    topic("业委会换届经验交流", "相邻小区即将换届，希望借鉴做法"),
    topic("停车位管理办法比较", "各小区车位矛盾相似"),
    topic("公共收益公开模板", "公开格式不一，居民看不明白"),
    topic("物业考核评分办法", "考核结果缺少统一依据"),
    topic("青年委员履职培训计划", "新任委员对议事规则不熟悉"),
  ],
};

export const followUp = topic("上次会议任务落实情况通报", "任务需要逐项销号");
