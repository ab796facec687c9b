import type { Category } from "../src/activities/activity.rules.ts";

/** A kind of activity that comes again and again. */
export type Programme = {
  title: string;
  /** What it is about this time; without any, the title says it. */
  themes: readonly string[];
  category: Category;
  /** The wall clock at its start. */
  at: { hours: number; minutes: number };
  /** Minutes. */
  lasts: number;
  capacity: number | null;
};

const programme = (
  category: Category,
  title: string,
  [hours, minutes]: readonly [number, number],
  lasts: number,
  capacity: number | null,
  themes: readonly string[] = [],
): Programme => ({ category, title, at: { hours, minutes }, lasts, capacity, themes });

const afterSchool = programme("CHILD_CARE", "五点半课堂", [17, 30], 90, 30, [
  "作业辅导",
  "书法启蒙",
  "科学小实验",
  "壮族民歌",
  "趣味阅读",
]);
const guardians = programme("CHILD_CARE", "青春守护者", [14, 30], 120, 40, [
  "防溺水安全课",
  "防欺凌宣讲",
  "暑期安全巡护",
]);
const elders = programme("ELDER_CARE", "乐助乐龄", [9, 30], 120, 25, [
  "上门理发",
  "手机使用教学",
  "节日慰问",
  "健康义诊",
]);
const newCustoms = programme("NEIGHBOURLINESS", "践行新风尚、青春更闪耀", [10, 0], 150, 60, [
  "邻里见面会",
  "生活技能课堂",
  "家风故事会",
]);
const sorting = programme("ENVIRONMENT", "垃圾分类、团团在行动", [9, 0], 150, null, [
  "游园会",
  "厨余堆肥",
  "旧物置换",
  "入户宣传",
]);
const studyDay = programme("STUDY", "青年之家—学习日", [19, 0], 90, 35);
const cleanUp = programme("VOLUNTEERING", "青年志愿服务日", [9, 0], 120, 50, [
  "清洁家园",
  "家电义务维修",
  "文明劝导",
  "消防隐患排查",
]);
const sport = programme("SPORT", "青年运动会", [15, 0], 180, 48, ["三人篮球赛", "羽毛球友谊赛", "健步走"]);
const festival = programme("CULTURE", "邻里文化节", [18, 30], 150, null, [
  "三月三歌会",
  "花山节联欢",
  "中秋晚会",
  "露天电影",
]);
const youngAtWork = programme("CULTURE", "楼宇青年汇", [18, 30], 120, 60, [
  "观影夜",
  "读书分享",
  "青年交友",
  "手工体验",
]);
const advice = programme("STUDY", "午间课堂", [12, 20], 50, 40, [
  "劳动法问答",
  "社保与公积金",
  "职业规划",
  "反诈宣传",
]);

/** What is held where people live. */
export const atHome: readonly Programme[] = [
  afterSchool,
  sorting,
  studyDay,
  elders,
  guardians,
  cleanUp,
  newCustoms,
  sport,
  festival,
];

/** What is held where people work. */
export const atWork: readonly Programme[] = [studyDay, advice, youngAtWork, cleanUp, sorting];
