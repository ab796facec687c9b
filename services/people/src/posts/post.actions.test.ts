import { uuidv7 } from "@linli/kernel";
import { expect, test } from "vitest";
import { as, createHarness, organization, person, place, post } from "../../test/harness.ts";
import { holding } from "../../test/viewers.ts";
import { organizations } from "../db/tables.ts";

const worker = holding(person.worker, "COMMUNITY_WORKER", { place: place.community });
const admin = holding(person.stranger, "PLATFORM_ADMIN");
const create = `mutation ($input: CreatePostInput!) { createPost(input: $input) {
  __typename ... on Post { id title isLeadership isContact isResponsible role createdOn } ... on UserError { code }
  ... on InvalidInput { problems { path } } } }`;
const abolish = `mutation ($id: ID!) { abolishPost(id: $id) {
  __typename ... on Post { abolishedOn holder { id } terms { nodes { endsOn } } } ... on UserError { code } } }`;

async function createWorld() {
  const h = await createHarness();
  return {
    ...h,
    async create(input: object, viewer: ReturnType<typeof as> | null = worker) {
      const values = {
        organizationId: organization.committee,
        title: "网格员",
        isLeadership: false,
        isContact: true,
        isResponsible: false,
        idempotencyKey: uuidv7(),
        ...input,
      };
      return (await h.execute(create, { input: values }, viewer)).data.createPost;
    },
    abolish: async (id: string, viewer: ReturnType<typeof as> | null = worker) =>
      (await h.execute(abolish, { id }, viewer)).data.abolishPost,
  };
}

test("a post is made once for a key, vacant, by those who may hand its role out", async () => {
  const w = await createWorld();
  const input = { title: " 网格员 ", idempotencyKey: "post-of-the-grid" };
  const [made, again] = await Promise.all([w.create(input), w.create(input)]);
  expect(made).toMatchObject({
    title: "网格员",
    isLeadership: false,
    isContact: true,
    isResponsible: false,
    role: null,
    createdOn: "2026-11-23",
  });
  expect(again).toEqual(made);
  const codes = [
    await w.create({}, null),
    await w.create({}, as(person.stranger)),
    await w.create({ role: "COMMUNITY_WORKER" }),
    await w.create({ role: "AUDITOR" }, holding(person.stranger, "LEAGUE_REVIEWER", { place: place.county })),
    await w.create({ organizationId: "no-id" }),
    await w.create({ title: " " }),
    await w.create({ title: "\u0000" }),
    await w.create({ title: "长".repeat(61) }),
    await w.create({ ...input, isContact: false }),
  ].map(({ code }) => code);
  expect(codes).toEqual([
    "NOT_SIGNED_IN",
    "NOT_ALLOWED",
    "NOT_ALLOWED",
    "NOT_ALLOWED",
    "NOT_FOUND",
    "INVALID_INPUT",
    "INVALID_INPUT",
    "INVALID_INPUT",
    "IDEMPOTENCY_KEY_REUSED",
  ]);
  expect(await w.create({ role: "COMMUNITY_WORKER" }, admin)).toMatchObject({ role: "COMMUNITY_WORKER" });
  await w.db.update(organizations).set({ dissolvedOn: "2026-11-01" });
  expect(await w.create({})).toMatchObject({ code: "ORGANIZATION_DISSOLVED" });
});

test("an abolished post ends its holder's term that day; asked again, nothing more happens", async () => {
  const w = await createWorld();
  expect(await w.abolish(post.worker, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.abolish(post.worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.abolish("no-id")).toMatchObject({ code: "NOT_FOUND" });
  const gone = { abolishedOn: "2026-11-23", holder: null, terms: { nodes: [{ endsOn: "2026-11-23" }] } };
  expect(await w.abolish(post.worker, admin)).toMatchObject(gone);
  w.clock.at = new Date("2026-12-01T04:00:00Z");
  expect(await w.abolish(post.worker, admin)).toMatchObject(gone);
  const events = await w.db.query.outbox.findMany({ where: { name: "people.changed.v1" } });
  expect(events.map(({ payload }) => payload)).toMatchObject([
    { entity: "MEMBERSHIP", to: "ENDED" },
    { entity: "POST", from: "CREATED", to: "ABOLISHED" },
  ]);
});
