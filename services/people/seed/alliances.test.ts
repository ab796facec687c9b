import { alliances, demoIssuer, organization, persona, place } from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { viewerOf } from "../src/viewer/viewer.actions.ts";
import { startDemoWorld } from "../test/demo-world.ts";

/** Laid out on a 31st, so that the turns of 盛世盘龙 begin on the last days of months, of 28, 30 and 31 days. */
const today = new Date("2026-08-31T12:00:00+08:00");
const h = await startDemoWorld(today);
afterAll(() => h.stop());

// Written by hand: who presides at 24 moments of two years, in each alliance of the demo world (Shanghai time).
const [gaodeng, aluminium, property, training] = [
  "高登社区",
  "文铝公司",
  "盛世盘龙物业",
  "文山市校外培训行业",
];
const [libuga, market] = ["里布嘎社区", "里布嘎农贸市场"];
const table: readonly (readonly [moment: string, panlong: string | null, libuga: string | null])[] = [
  ["2025-08-30T23:59:59.999", null, null],
  ["2025-08-31T00:00:00.000", `${gaodeng} REGULAR`, null],
  ["2025-09-29T23:59:59.999", `${gaodeng} REGULAR`, null],
  ["2025-09-30T00:00:00.000", `${aluminium} REGULAR`, null],
  ["2025-10-31T00:00:00.000", `${property} REGULAR`, null],
  ["2025-11-29T23:59:59.999", `${property} REGULAR`, null],
  ["2025-11-30T00:00:00.000", `${training} REGULAR`, `${libuga} REGULAR`],
  ["2026-01-01T00:00:00.000", `${gaodeng} REGULAR`, `${libuga} REGULAR`],
  ["2026-01-30T23:59:59.999", `${gaodeng} REGULAR`, `${libuga} REGULAR`],
  ["2026-01-31T00:00:00.000", `${property} SWAPPED`, `${libuga} REGULAR`],
  ["2026-02-27T23:59:59.999", `${property} SWAPPED`, `${libuga} REGULAR`],
  ["2026-02-28T00:00:00.000", `${aluminium} SWAPPED`, `${market} REGULAR`],
  ["2026-03-31T00:00:00.000", `${training} REGULAR`, `${market} REGULAR`],
  ["2026-04-30T08:00:00.000", `${gaodeng} REGULAR`, `${market} REGULAR`],
  ["2026-05-30T23:59:59.999", `${gaodeng} REGULAR`, `${libuga} REGULAR`],
  ["2026-06-30T12:00:00.000", `${property} REGULAR`, `${libuga} REGULAR`],
  ["2026-07-09T09:29:59.999", `${property} REGULAR`, `${libuga} REGULAR`],
  ["2026-07-09T09:30:00.000", `${training} ACTING`, `${libuga} REGULAR`],
  ["2026-07-16T09:30:00.000", `${property} REGULAR`, `${libuga} REGULAR`],
  ["2026-08-30T23:59:59.999", `${training} REGULAR`, `${market} REGULAR`],
  ["2026-08-31T00:00:00.000", `${gaodeng} REGULAR`, `${market} REGULAR`],
  ["2027-02-28T00:00:00.000", `${property} REGULAR`, `${market} REGULAR`],
  ["2027-04-29T23:59:59.999", `${training} REGULAR`, `${market} REGULAR`],
  ["2027-08-30T23:59:59.999", `${training} REGULAR`, `${market} REGULAR`],
];

test("the chair of every demo alliance at 24 moments over two years, as written by hand (R9)", async () => {
  expect(table).toHaveLength(24);
  const chairs = table.map(
    ([moment], index) =>
      `at${index}: chair(at: "${new Date(`${moment}+08:00`).toISOString()}") { kind seat { organization { name } } }`,
  );
  const seen: (string | null)[][] = [];
  for (const { key } of alliances) {
    const { data, errors } = await h.execute(
      `query ($id: ID!) { organization(id: $id) { alliance { ${chairs.join(" ")} } } }`,
      { id: organization(key).id },
    );
    expect(errors).toBeUndefined();
    seen.push(
      table.map((_, index) => {
        const chair = data.organization.alliance[`at${index}`];
        return chair && `${chair.seat.organization.name.replace(/团(总支|委|支部)$/, "")} ${chair.kind}`;
      }),
    );
  }
  expect(table.map(([moment], index) => [moment, ...seen.map((list) => list[index])])).toEqual(table);
  expect(alliances.map(({ key }) => key)).toEqual(["panlong-alliance", "libuga-alliance"]);
});

test("the 1+3 of 盛世盘龙, its swap, its acting chair and its period without joint work are there (R6, R8, R14)", async () => {
  const ask = `query ($id: ID!) { organization(id: $id) { alliance {
    pattern seats { kind turnsTaken turnsActed organization { name } } swaps { nodes { round state withSeat { kind } } }
    fairness { round spread } jointActs { totalCount } jointWork { startsOn acts missing }
  } } }`;
  const alliance = async (key: string) =>
    (await h.execute(ask, { id: organization(key).id })).data.organization.alliance;
  expect(await alliance("panlong-alliance")).toEqual({
    pattern: "ONE_PLUS_N",
    seats: [
      { kind: "BASE", turnsTaken: 4, turnsActed: 0, organization: { name: "高登社区团总支" } },
      { kind: "PARTNER", turnsTaken: 3, turnsActed: 0, organization: { name: "文铝公司团委" } },
      { kind: "PARTNER", turnsTaken: 3, turnsActed: 0, organization: { name: "盛世盘龙物业团支部" } },
      { kind: "PARTNER", turnsTaken: 3, turnsActed: 1, organization: { name: "文山市校外培训行业团支部" } },
    ],
    swaps: {
      nodes: expect.arrayContaining([
        { round: 2, state: "CONSENTED", withSeat: { kind: "PARTNER" } },
        { round: 4, state: "PROPOSED", withSeat: { kind: "PARTNER" } },
        { round: 5, state: "PROPOSED", withSeat: { kind: "BASE" } },
      ]),
    },
    fairness: { round: 4, spread: 1 },
    jointActs: { totalCount: 3 },
    jointWork: [
      { startsOn: "2026-08-31", acts: 0, missing: ["ORGANIZING"] },
      { startsOn: "2026-05-31", acts: 1, missing: [] },
      { startsOn: "2026-02-28", acts: 0, missing: ["ORGANIZING"] },
      { startsOn: "2025-11-30", acts: 1, missing: [] },
      { startsOn: "2025-08-31", acts: 1, missing: [] },
    ],
  });
  expect(await alliance("libuga-alliance")).toMatchObject({ pattern: "ONE_PLUS_ONE" });
});

test.each(["2027-03-31", "2028-02-29", "2026-12-31"])(
  "laid out on %s, the chair in person is in term from the first moment to the last of the day (R9)",
  async (date) => {
    const { clock, context, stop } = await startDemoWorld(midnight(date));
    onTestFinished(stop);
    for (const at of [midnight(date), new Date(+midnight(date) + 86_399_999)]) {
      clock.at = at;
      const viewer = await viewerOf(context, { issuer: demoIssuer, subject: persona("chair")!.personId });
      const chairing = viewer!.grants.filter(({ role }) => role === "CHAIR");
      expect(chairing).toEqual([
        { role: "CHAIR", place: place("panlong").id, organization: organization("panlong-alliance").id },
      ]);
    }
  },
);
