import type { Random } from "./random.ts";

// 壮、苗、彝 families of Wenshan among them: 侬, 陆, 韦, 覃, 熊, 陶, 项, 普.
const surnames = Array.from(
  "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗侬陆韦覃熊陶项普农梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕",
);
const compoundSurnames = ["欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "慕容", "令狐"];
const given = [
  ...Array.from("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂芬玲辉翀"),
  ..."建国 志强 晓梅 文静 秀英 海燕 思远 雨桐 子轩 梓涵 浩然 佳怡 欣妍 俊杰 宇航 诗涵 嘉豪 若曦 一诺 明轩".split(
    " ",
  ),
  ..."春花 玉兰 家兴 国栋 德昌 世荣 朝阳 云龙 雪梅 丽华 红英 光明 天佑 开文 正宏 绍华 忠良 永福 自芬 美仙".split(
    " ",
  ),
];
const minorityNames = [
  "阿依古丽·买买提",
  "艾力·吐尔逊",
  "古丽娜尔·阿不都热合曼",
  "迪丽达尔·艾合买提江",
  "扎西次仁",
  "卓玛央宗",
  "次仁旺姆",
  "阿芝莫·吉克",
  "沙马拉毅",
  "吉克阿依莫",
  "俄木石布莫",
  "娜仁托娅",
  "巴特尔·苏和",
  "依香叫",
  "岩罕恩",
  "玉波罕",
];

/** A family name; now and then one of two characters. */
export function surname(random: Random): string {
  return random.chance(0.03) ? random.pick(compoundSurnames) : random.pick(surnames);
}

/** A whole name in a family, or one of a people whose names have no family name before them. */
export function fullName(family: string, random: Random): string {
  return random.chance(0.025) ? random.pick(minorityNames) : family + random.pick(given);
}
