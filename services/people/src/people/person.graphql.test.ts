import { uuidv7 } from "@linli/kernel";
import { createPassportKeys, passportIssuer, type Viewer } from "@linli/passport";
import { expect, test } from "vitest";
import { addHome, as, createHarness, noon, person, place, post } from "../../test/harness.ts";
import { createPrivacyWorld, more, viewers } from "../../test/privacy.ts";
import { memberships, persons, posts, residences } from "../db/tables.ts";

const { worker, reviewer, elsewhere, self, neighbour, analyst, admin, auditor, visitor } = viewers;
const everything = "id name phone birthDate ageBand residences { place { name } tenure room }";

test("to oneself a person shows whole, in one SQL", async () => {
  const w = await createPrivacyWorld();
  expect(await w.see(everything, self, person.resident)).toEqual([
    {
      id: person.resident,
      name: "李晓梅",
      phone: "19900000001",
      birthDate: "1992-11-24",
      ageBand: "FROM_26",
      residences: [{ place: { name: "3幢" }, tenure: "OWNER", room: "1602" }],
    },
  ]);
  expect(w.queries).toHaveLength(1);
  // A child sees itself, too.
  expect(await w.see("name", as(more.child), more.child)).toEqual([{ name: "李小禾" }]);
});

test("to others a name is masked, and the rest shows as far as it may be seen: to workers and reviewers in scope part of a phone number, and the age as a band", async () => {
  const w = await createPrivacyWorld();
  const masked = { id: person.resident, name: "李**", birthDate: null, residences: null };
  for (const viewer of [worker, reviewer])
    expect(await w.see(everything, viewer, person.resident)).toEqual([
      { ...masked, phone: "199****0001", ageBand: "FROM_26" },
    ]);
  for (const viewer of [elsewhere, neighbour])
    expect(await w.see(everything, viewer, person.resident)).toEqual([
      { ...masked, phone: null, ageBand: null },
    ]);
  // Of a child not even the span of ages.
  expect(await w.see("name ageBand", worker, more.child)).toEqual([{ name: "**", ageBand: null }]);
});

test("to analysts, administrators, auditors and visitors nobody is there but they themselves", async () => {
  const w = await createPrivacyWorld();
  for (const viewer of [analyst, admin, auditor, visitor]) {
    const ids = [person.resident, more.child, person.worker, ...(viewer ? [viewer.person] : [])];
    const own = viewer ? [{ name: "阿依努尔·买买提江" }] : [];
    expect(await w.see("name", viewer, ...ids)).toEqual([null, null, null, ...own]);
    expect(
      await w.execute("query ($id: ID!) { person(id: $id) { id } }", { id: person.resident }, viewer),
    ).toEqual({ data: { person: null } });
  }
});

test("members of one body see each other's names, while both sit in it, and no more than names", async () => {
  const w = await createPrivacyWorld();
  const other = uuidv7();
  const [seat] = await w.db.query.posts.findMany({ where: { id: post.chair } });
  await w.db.insert(posts).values({ ...seat!, id: other, title: "副主席", role: null });
  await w.db.insert(memberships).values({
    id: uuidv7(),
    postId: other,
    personId: person.resident,
    startsOn: "2026-01-01",
    endsOn: "2026-11-24",
  });
  const look = () => w.see("name phone", as(person.resident), more.colleague);
  expect(await look()).toEqual([{ name: "侬志远", phone: null }]);
  expect(await w.see("name", as(more.colleague), person.resident)).toEqual([{ name: "李晓梅" }]);
  expect(await w.see("name", neighbour, more.colleague)).toEqual([{ name: "侬**" }]);
  w.clock.at = new Date("2026-11-23T15:59:59.999Z");
  expect(await look()).toEqual([{ name: "侬志远", phone: null }]);
  w.clock.at = new Date("2026-11-23T16:00:00Z");
  expect(await look()).toEqual([{ name: "侬**", phone: null }]);
});

test("a worker has in scope who lives there now or serves there; deny wins", async () => {
  const w = await createPrivacyWorld();
  const phone = async (viewer: Viewer, id: string) =>
    (await w.see("phone", viewer, id)).map((seen) => seen?.["phone"])[0];
  const at = (placeId: string | null, denied?: string) => ({
    ...worker,
    grants: [{ role: "COMMUNITY_WORKER" as const, place: placeId, organization: null }],
    ...(denied && { denials: [{ role: null, place: denied, organization: null }] }),
  });
  const [masked, none] = ["199****0001", null];
  for (const placeId of [place.building, place.quarter, place.prefecture])
    expect(await phone(at(placeId), person.resident)).toBe(masked);
  expect(await phone(at(place.otherQuarter), person.resident)).toBe(none);
  expect(await phone(at(place.community, place.quarter), person.resident)).toBe(none);
  expect(await phone(at(place.community, place.otherQuarter), person.resident)).toBe(masked);
  expect(await phone(at(null), person.resident)).toBe(masked);
  // The colleague lives nowhere here, and serves in the quarter's alliance.
  expect(await phone(at(place.quarter), more.colleague)).toBe("199****0005");
  expect(await phone(at(place.building), more.colleague)).toBe(none);
  await w.db.update(residences).set({ endsOn: "2026-11-23" });
  expect(await phone(at(place.quarter), person.resident)).toBe(none);
});

const hidden = [{ name: "李**", phone: null, residences: null }];
const entities = (fields: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { ${fields} } } }`;
const those = (...ids: string[]) => ({ r: ids.map((id) => ({ __typename: "Person", id })) });

test("whoever shows a passport that is no longer or was never good sees nobody", async () => {
  const h = await createPrivacyWorld();
  const expired = h.passport(self);
  h.clock.at = new Date(+noon + 60_000);
  const forge = passportIssuer((await createPassportKeys()).private);
  const good = h.passport(self);
  // The gateway's own passport speaks for nobody.
  for (const passport of [expired, forge(self, h.clock.at), "garbled", "", `${good}x`, h.passport("gateway")])
    expect(await h.show(passport, entities("name phone"), those(person.resident))).toEqual({
      data: { _entities: [null] },
    });
  expect(await h.show(good, entities("name"), those(person.resident))).toMatchObject({
    data: { _entities: [{ name: "李晓梅" }] },
  });
});

test("what does not show says so by its field, and does not spoil the others", async () => {
  const w = await createPrivacyWorld();
  expect(
    await w.execute(entities("name phone residences { id }"), those(person.resident), neighbour),
  ).toMatchObject({
    data: { _entities: hidden },
    errors: [
      { path: ["_entities", 0, "phone"], extensions: { code: "NOT_ALLOWED" } },
      { path: ["_entities", 0, "residences"], extensions: { code: "NOT_ALLOWED" } },
    ],
  });
});

test("100 people come in one SQL with all that shows of them, disclosures included; bad ids give null", async () => {
  const h = await createHarness();
  const many = Array.from({ length: 98 }, (_, index) => ({
    id: uuidv7(),
    name: `第${index + 1}人`,
    phone: `1990001${String(index).padStart(4, "0")}`,
    birthDate: "1990-01-01",
  }));
  await h.db.insert(persons).values(many);
  await Promise.all(many.map(({ id }, index) => addHome(h, { personId: id, room: `${index + 1}` })));
  h.queries.length = 0;
  const ids = [...many.map(({ id }) => id), "not-a-uuid", uuidv7()];
  const fields = "id name phone birthDate ageBand residences { place { name } room }";
  const result = await h.execute(entities(fields), those(...ids), worker);
  expect(h.queries).toHaveLength(1);
  expect(result.data._entities).toEqual([
    ...many.map(({ id, phone }) => ({
      id,
      name: "第**",
      phone: `199****${phone.slice(-4)}`,
      birthDate: null,
      ageBand: "FROM_36",
      residences: null,
    })),
    null,
    null,
  ]);
});

test("without a phone number there is nothing to mask", async () => {
  const w = await createPrivacyWorld();
  expect(await w.see("name phone", neighbour, person.stranger)).toEqual([
    { name: "阿依努尔·买买提江", phone: null },
  ]);
});
