import { midnight, uuidv7 } from "@linli/kernel";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createAllianceWorld, reviewer, worker } from "../../test/alliance-world.ts";
import { as, place } from "../../test/harness.ts";
import { memberships, posts } from "../db/tables.ts";
import { chairGrantsOf } from "./chair-grant.store.ts";

type World = Awaited<ReturnType<typeof createAllianceWorld>>;
const just = (text: string) => [new Date(+midnight(text) - 1), midnight(text)] as const;
const ofPerson = async (w: World, id: string, at: Date) =>
  (await chairGrantsOf(w.db, [id], at)).get(id) ?? [];
const chairing = (w: World, name: keyof World["secretary"], at: Date) => ofPerson(w, w.secretary[name], at);

test("the chair's right begins and ends with the term, to the millisecond, and holds at the alliance and in its place (R9)", async () => {
  const w = await createAllianceWorld();
  const [before, first] = just("2026-02-28");
  const [last, after] = just("2026-03-31");
  expect(await chairing(w, "first", before)).toEqual([]);
  const grant = {
    role: "CHAIR",
    placeId: place.quarter,
    organizationId: w.alliance,
    source: "CHAIR_TERM",
    from: first,
    until: after,
  };
  expect(await chairing(w, "first", first)).toEqual([grant]);
  expect(await chairing(w, "first", last)).toEqual([grant]);
  expect(await chairing(w, "first", after)).toEqual([]);
  expect(await chairing(w, "second", after)).toHaveLength(1);
  expect(await chairing(w, "third", after)).toEqual([]);
});

test("it goes to the acting chair and comes back", async () => {
  const w = await createAllianceWorld();
  const away = w.at("2026-02-10T14:15:00");
  const { alliance: allianceId } = w;
  const back = new Date("2026-02-10T16:00:00+08:00");
  await w.ask("act", { allianceId, until: back, key: w.key() }, worker);
  const rights = async (at: Date) =>
    Promise.all((["base", "first"] as const).map(async (name) => (await chairing(w, name, at)).length));
  expect(await rights(new Date(+away - 1))).toEqual([1, 0]);
  expect(await rights(away)).toEqual([0, 1]);
  expect(await chairing(w, "first", away)).toMatchObject([{ from: away, until: back }]);
  expect(await rights(back)).toEqual([1, 0]);
});

test("it ends with the post from which its holder speaks for the seat, and the next holder has it", async () => {
  const w = await createAllianceWorld();
  const [until, handover] = just("2026-02-10");
  const held = (await w.db.query.memberships.findFirst({ where: { personId: w.secretary.base } }))!;
  await w.db.update(memberships).set({ endsOn: "2026-02-10" }).where(eq(memberships.id, held.id));
  expect(await chairing(w, "base", until)).toMatchObject([{ from: midnight("2026-01-31"), until: handover }]);
  expect(await chairing(w, "base", handover)).toEqual([]);
  const successor = w.secretary.third;
  await w.db
    .insert(memberships)
    .values({ id: uuidv7(), postId: held.postId, personId: successor, startsOn: "2026-02-12" });
  expect(await ofPerson(w, successor, new Date(+midnight("2026-02-12") - 1))).toEqual([]);
  expect(await ofPerson(w, successor, midnight("2026-02-12"))).toMatchObject([
    { from: midnight("2026-02-12"), until: midnight("2026-02-28") },
  ]);
});

test("of two administrators of a seat's organization the one who has been it longer chairs: one person at a time (R9)", async () => {
  const w = await createAllianceWorld();
  const deputy = {
    id: uuidv7(),
    organizationId: w.body.base,
    title: "副书记",
    role: "ORGANIZATION_ADMIN" as const,
  };
  await w.db.insert(posts).values(deputy);
  await w.db
    .insert(memberships)
    .values({ id: uuidv7(), postId: deputy.id, personId: w.secretary.second, startsOn: "2025-06-01" });
  const at = midnight("2026-02-01");
  expect(await chairing(w, "base", at)).toHaveLength(1);
  expect(await chairing(w, "second", at)).toEqual([]);
});

test("the viewer's rights hold the chair's, with one SQL more, and only for those who can speak for a seat", async () => {
  const w = await createAllianceWorld();
  const ask = `{ viewer { grants { role source until scopeOrganization { name } } } }`;
  const { data } = await w.execute(ask, {}, as(w.secretary.base));
  expect(data.viewer.grants).toContainEqual({
    role: "CHAIR",
    source: "CHAIR_TERM",
    until: midnight("2026-02-28").toISOString(),
    scopeOrganization: { name: "盘龙青年联盟" },
  });
  expect(w.queries.filter((sql) => sql.includes(`"alliances"`))).toHaveLength(1);
  w.queries.length = 0;
  await w.execute(ask, {}, as(reviewer.person));
  expect(w.queries.filter((sql) => sql.includes(`"alliances"`))).toEqual([]);
});
