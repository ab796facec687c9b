import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isUuid } from "@linli/kernel";
import { expect, test } from "vitest";
import {
  alliances,
  buildingsIn,
  denials,
  disclosures,
  grants,
  liesWithin,
  memberships,
  organization,
  organizations,
  people,
  person,
  pilots,
  place,
  placePath,
  places,
  postOf,
  posts,
  verifiedResidents,
} from "./index.ts";

const run = promisify(execFile);
const heldNow = (postId: string) =>
  memberships.filter(
    (held) => held.postId === postId && held.startsMonthsAgo >= 0 && (held.endsMonthsAgo ?? -1) < 0,
  );
const nameOf = (id: string) => organizations.find((found) => found.id === id)?.name;
const leads = (personId: string) =>
  memberships.some(
    (held) =>
      held.personId === personId && posts.some(({ id, leadership }) => id === held.postId && leadership),
  );
const seatsOf = (key: string) =>
  posts.filter(({ organizationId }) => organizationId === organization(key).id);

test("two runs lay out the very same world", async () => {
  const script = `
    import { createHash } from "node:crypto";
    import * as world from ${JSON.stringify(new URL("index.ts", import.meta.url).href)};
    const data = Object.entries(world).filter(([, value]) => typeof value !== "function");
    process.stdout.write(data.length + " " + createHash("sha256").update(JSON.stringify(data)).digest("hex"));
  `;
  const evaluate = () => run(process.execPath, ["--input-type=module", "--eval", script]);
  const [first, second] = await Promise.all([evaluate(), evaluate()]);
  expect(first.stdout).toMatch(/^\d{2} [0-9a-f]{64}$/);
  expect(second.stdout).toBe(first.stdout);
});

test("every id is a uuid of its own", () => {
  const ids = [
    places,
    people,
    organizations,
    posts,
    memberships,
    grants,
    denials,
    disclosures,
    pilots,
  ].flatMap((list) => list.map(({ id }) => id));
  expect(ids.filter((id) => !isUuid(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the place tree has one root, and parents come before their children", () => {
  const seen = new Set<string | null>([null]);
  for (const { id, parentId } of places) {
    expect(seen.has(parentId)).toBe(true);
    seen.add(id);
  }
  expect(places.filter(({ parentId }) => parentId === null).map(({ name }) => name)).toEqual([
    "文山壮族苗族自治州",
  ]);
  expect(placePath("panlong/7").map(({ name }) => name)).toEqual([
    "7幢",
    "盛世盘龙小区",
    "高登社区",
    "新平街道",
    "文山市",
    "文山壮族苗族自治州",
  ]);
});

test("the pilots have the places that the model was tried in", () => {
  expect(
    pilots.map(({ placeId }) => [place(placeId).name, place(placeId).kind, buildingsIn(placeId).length]),
  ).toEqual([
    ["里布嘎社区", "COMMUNITY", 31],
    ["盛世盘龙小区", "QUARTER", 14],
    ["龙成国际楼宇", "BUILDING", 1],
  ]);
  expect(places.filter(({ kind, id }) => kind === "QUARTER" && liesWithin(id, "libuga"))).toHaveLength(4);
});

test("about 1,400 people, children, long and compound names among them", () => {
  expect(people.length).toBeGreaterThan(1350);
  expect(people.length).toBeLessThan(1450);
  expect(verifiedResidents().length).toBeGreaterThanOrEqual(620);
  expect(verifiedResidents("libuga").length).toBeGreaterThan(540);
  expect(verifiedResidents("longcheng").length).toBeGreaterThan(50);
  expect(people.filter(({ age }) => age < 14).length).toBeGreaterThan(30);
  expect(people.every(({ age }) => age >= 0 && age < 110)).toBe(true);
  expect(people.some(({ name }) => name.length >= 10)).toBe(true);
  expect(people.some(({ name }) => /^(欧阳|司马|诸葛)/.test(name))).toBe(true);
});

test("phone numbers are invented, and nobody shares one", () => {
  expect(people.filter(({ phone }) => !/^1990000\d{4}$/.test(phone))).toEqual([]);
  expect(new Set(people.map(({ phone }) => phone)).size).toBe(people.length);
});

test("homes are in buildings, and every building of 盛世盘龙 has a verified youth", () => {
  expect(people.filter(({ home }) => home && place(home.placeId).kind !== "BUILDING")).toEqual([]);
  const youth = verifiedResidents().filter(({ age }) => age <= 35);
  expect(new Set(youth.map(({ home }) => home!.placeId)).size).toBe(14);
});

test("the alliance of 盛世盘龙 is 1+3, its base the league of 高登社区 (R14); that of 里布嘎 is 1+1", () => {
  const [panlong, libuga] = alliances.map(({ seats }) =>
    seats.map(({ kind, organizationId }) => `${kind} ${nameOf(organizationId)}`),
  );
  expect(panlong).toEqual([
    "BASE 高登社区团总支",
    "PARTNER 文铝公司团委",
    "PARTNER 盛世盘龙物业团支部",
    "PARTNER 文山市校外培训行业团支部",
  ]);
  expect(libuga).toEqual(["BASE 里布嘎社区团总支", "PARTNER 里布嘎农贸市场团支部"]);
});

test.each([
  ["panlong-council", 9],
  ["libuga-council", 9],
  ["libuga-think-tank", 11],
  ["longcheng-think-tank", 6],
  ["panlong-owners", 7],
])("%s has %i seats, each held by another person", (key, size) => {
  const holders = seatsOf(key).flatMap(({ id }) => heldNow(id).map(({ personId }) => personId));
  expect(seatsOf(key)).toHaveLength(size);
  expect(new Set(holders).size).toBe(size);
});

test.each(["panlong", "libuga"])("the youth council of %s is of verified owners up to 45 (R17)", (key) => {
  const holders = seatsOf(`${key}-council`).flatMap(({ id }) => heldNow(id));
  const council = holders.map(({ personId }) => people.find(({ id }) => id === personId)!);
  const fits = ({ age, home }: (typeof council)[number]) =>
    age <= 45 && home?.tenure === "OWNER" && home.verified && liesWithin(home.placeId, key);
  expect(council.filter((member) => !fits(member))).toEqual([]);
});

test("planted: a councillor turns 46 in term", () => {
  const councillor = person("ageing-councillor");
  const term = memberships.find(({ personId }) => personId === councillor.id)!;
  expect(councillor.age).toBe(45);
  expect((365 - councillor.daysSinceBirthday) / 30).toBeLessThan(-term.endsMonthsAgo!);
});

test("planted: a secretary's post is vacant, and a league secretary has no leadership post (R58)", () => {
  const vacant = posts.filter(({ title, id }) => title.includes("书记") && heldNow(id).length === 0);
  expect(vacant.map(({ key }) => key)).toEqual(["longcheng-trade-league/secretary"]);

  const secretaries = ["libuga", "gaodeng", "dongfeng"].map(
    (key) => heldNow(postOf(`${key}-league/secretary`).id)[0]!.personId,
  );
  expect(secretaries.map(leads)).toEqual([true, true, false]);
});
