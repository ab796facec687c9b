import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestGraph, type TestGraph } from "../test/graph.ts";
import { benefit, me } from "./operations.ts";

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 120_000);
afterAll(() => graph.stop());

type Row = { place: { name: string }; month: string; claimed: number | null; suppressed: boolean };

test("an analyst sees figures by place and month, and none that tells of a few people", async () => {
  const { data, errors } = await graph.ask(benefit, {}, await graph.token("analyst"));
  expect(errors).toBeUndefined();
  const rows = data.couponMeasures.rows as Row[];
  expect(data.couponMeasures.truncated).toBe(false);
  expect(rows.length).toBeGreaterThan(12);
  expect(rows.every(({ place, month }) => place.name && /^\d{4}-\d{2}$/.test(month))).toBe(true);
  expect(rows.filter(({ suppressed }) => suppressed).length).toBeGreaterThan(1);
  expect(rows.every(({ suppressed, claimed }) => suppressed === (claimed === null))).toBe(true);
});

test.each(["resident", "merchant-owner", "worker", "admin"] as const)("%s sees no measures", async (who) => {
  const { data, errors } = await graph.ask(benefit, {}, await graph.token(who));
  expect(data).toEqual({ couponMeasures: null });
  expect(errors).toMatchObject([{ extensions: { code: "NOT_ALLOWED" } }]);
});

test("everybody sees what they are: person, homes, grants, merchants", async () => {
  const [resident, worker, owner] = await Promise.all(
    (["resident", "worker", "merchant-owner"] as const).map(async (who) => {
      const { data, errors } = await graph.ask(me, {}, await graph.token(who));
      expect(errors, who).toBeUndefined();
      return data.viewer;
    }),
  );
  expect(resident.person.residences).toContainEqual(
    expect.objectContaining({ verifiedAt: expect.any(String) }),
  );
  expect(resident.person.name).not.toContain("*");
  expect(worker.grants).toMatchObject([{ role: "COMMUNITY_WORKER", scopePlace: { name: "高登社区" } }]);
  const own = owner.merchants.find(({ name }: { name: string }) => name === "盘龙阿婆米线");
  expect(own.outlets.nodes.length).toBeGreaterThan(1);
  expect((await graph.ask(me)).data).toEqual({ viewer: null });
});
