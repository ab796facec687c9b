import { uuidv7 } from "@linli/kernel";
import { as } from "../../test/harness.ts";
import { expect, test } from "vitest";
import { body, createBodies, place, seat, viewers } from "../../test/bodies.ts";

const answer = `__typename ... on SeatApplication { id state } ... on UserError { code }`;
const more = `... on TooOld { eligibleUntil } ... on InvalidInput { problems { path } }`;
const join = `mutation ($postId: ID!, $key: String!) {
  joinYouthCouncil(postId: $postId, idempotencyKey: $key) { ${answer} ${more} } }`;
const admit = `mutation ($input: AdmitApplicationInput!) { admitApplication(input: $input) {
  ${answer} ${more} ... on WrongState { current } } }`;
const step = (name: string) =>
  `mutation ($id: ID!) { ${name}(id: $id) { ${answer} ... on WrongState { current } } }`;
const { worker, convener } = viewers;

async function createWorld() {
  const w = await createBodies();
  return {
    ...w,
    /** A verified owner in the quarter; the id. */
    async addOwner(birthDate: string | null = "1990-01-01") {
      const id = await w.addPerson(birthDate);
      await w.addHome(id, { verifiedAt: new Date(+w.clock.at - 1) });
      return id;
    },
    join: (personId: string, postId: string = seat["council/1"], key: string = uuidv7()) =>
      w.answer(join, { postId, key }, as(personId)),
    admit: (id: string, given: object = {}, viewer: typeof worker = worker) =>
      w.answer(admit, { input: { id, endsOn: "2028-11-23", ...given } }, viewer),
    step: (name: string, id: string, viewer: ReturnType<typeof as> | null) =>
      w.answer(step(name), { id }, viewer),
  };
}

test("one joins up to the day before the 46th birthday; on it one is told until when it was possible (R17)", async () => {
  const w = await createWorld();
  const on = async (birthDate: string | null, today: string) => {
    w.clock.at = new Date(`${today}T12:00:00+08:00`);
    const { __typename, ...rest } = await w.join(await w.addOwner(birthDate));
    return __typename === "SeatApplication" ? "joins" : rest;
  };
  const until = (eligibleUntil: string) => ({ code: "TOO_OLD", eligibleUntil });
  expect(await on("1981-11-23", "2026-11-23")).toBe("joins");
  expect(await on("1980-11-24", "2026-11-23")).toBe("joins");
  expect(await on("1980-11-23", "2026-11-23")).toEqual(until("2026-11-23"));
  expect(await on("1984-02-29", "2030-02-28")).toBe("joins");
  expect(await on("1984-02-29", "2030-03-01")).toEqual(until("2030-03-01"));
  expect(await on(null, "2026-11-23")).toEqual({ code: "AGE_UNKNOWN" });
});

test("only verified owners of a home in the quarter join; at a community's council, of any of its quarters (R17)", async () => {
  const w = await createWorld();
  const withHome = async (given: Parameters<typeof w.addHome>[1] | null, postId?: string) => {
    const id = await w.addPerson("1990-01-01");
    if (given) await w.addHome(id, given);
    const { code = "joins" } = await w.join(id, postId);
    return code;
  };
  expect(await withHome({})).toBe("joins");
  expect(await withHome(null)).toBe("OWNERSHIP_NOT_VERIFIED");
  expect(await withHome({ tenure: "TENANT" })).toBe("OWNERSHIP_NOT_VERIFIED");
  expect(await withHome({ tenure: "FAMILY" })).toBe("OWNERSHIP_NOT_VERIFIED");
  expect(await withHome({ verifiedAt: null })).toBe("OWNERSHIP_NOT_VERIFIED");
  expect(await withHome({ endsOn: "2026-11-23" })).toBe("OWNERSHIP_NOT_VERIFIED");
  expect(await withHome({ placeId: place.otherQuarter })).toBe("OWNERSHIP_NOT_VERIFIED");
  expect(await withHome({ placeId: place.otherQuarter }, seat["communityCouncil/1"])).toBe("joins");
});

test("an applicant is admitted for a term, by the convener or a worker, and then sits in the council (R17)", async () => {
  const w = await createWorld();
  const owner = await w.addOwner();
  const key = uuidv7();
  const { id } = await w.join(owner, seat["council/1"], key);
  expect((await w.join(owner, seat["council/1"], key)).id).toBe(id);
  expect(await w.join(owner)).toMatchObject({ code: "ALREADY_APPLIED" });
  expect(await w.join(owner, seat["council/2"], key)).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
  for (const viewer of [as(owner), viewers.owners, viewers.workerElsewhere, viewers.analyst])
    expect(await w.admit(id!, {}, viewer)).toMatchObject({ code: "NOT_ALLOWED" });
  for (const [given, path] of [
    [{ endsOn: null }, "endsOn"],
    [{ startsOn: "2026-11-22" }, "startsOn"],
    [{ endsOn: "2026-11-23" }, "endsOn"],
    [{ endsOn: "9999-01-01" }, "endsOn"],
  ] as const)
    expect(await w.admit(id!, given)).toMatchObject({ code: "INVALID_INPUT", problems: [{ path }] });
  expect(await w.admit(id!, {}, convener)).toMatchObject({ state: "ADMITTED" });
  expect(await w.admit(id!)).toMatchObject({ code: "WRONG_STATE", current: "ADMITTED" });

  const [term] = (await w.terms()).filter(({ personId }) => personId === owner);
  expect(term).toMatchObject({ postId: seat["council/1"], startsOn: "2026-11-23", endsOn: "2028-11-23" });
  expect(await w.steps("APPLICATION")).toEqual([
    "RESIDENT null → APPLIED",
    "ORGANIZATION_ADMIN APPLIED → ADMITTED",
  ]);
  expect(await w.join(owner, seat["council/2"])).toMatchObject({ code: "ALREADY_MEMBER" });
  expect(await w.join(await w.addOwner())).toMatchObject({ code: "SEAT_TAKEN" });
});

test("what was so when one applied is asked again as of the joining date (R17)", async () => {
  const w = await createWorld();
  const ageing = await w.addOwner("1980-12-24");
  const moving = await w.addOwner();
  const [first, second] = [await w.join(ageing), await w.join(moving, seat["council/2"])];
  expect(await w.admit(first.id!, { startsOn: "2026-12-24" })).toMatchObject({
    code: "TOO_OLD",
    eligibleUntil: "2026-12-24",
  });
  expect(await w.admit(first.id!, { startsOn: "2026-12-23" })).toMatchObject({ state: "ADMITTED" });
  await w.endHomes(moving, "2026-11-23");
  expect(await w.admit(second.id!)).toMatchObject({ code: "OWNERSHIP_NOT_VERIFIED" });
  expect((await w.terms()).some(({ personId }) => personId === moving)).toBe(false);
});

test("of two admitted to one seat at once one is told that it is taken; nobody decides on oneself (R17)", async () => {
  const w = await createWorld();
  const applied = [await w.join(await w.addOwner()), await w.join(await w.addOwner())];
  const race = await Promise.all(applied.map(({ id }) => w.admit(id!)));
  expect(race.map(({ code = "admitted" }) => code).toSorted()).toEqual(["SEAT_TAKEN", "admitted"].toSorted());
  await w.addHome(worker.person);
  const { id } = await w.answer(join, { postId: seat["council/2"], key: uuidv7() }, worker);
  expect(await w.admit(id!)).toMatchObject({ code: "OWN_APPLICATION" });
  expect(await w.admit(id!, {}, convener)).toMatchObject({ state: "ADMITTED" });
});

test("an application is declined, or taken back by whoever made it", async () => {
  const w = await createWorld();
  const owner = await w.addOwner();
  const first = (await w.join(owner)).id!;
  expect(await w.step("declineApplication", first, as(owner))).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("withdrawApplication", first, worker)).toMatchObject({ code: "NOT_ALLOWED" });
  expect(await w.step("declineApplication", first, worker)).toMatchObject({ state: "DECLINED" });
  const second = (await w.join(owner)).id!;
  expect(await w.step("withdrawApplication", second, as(owner))).toMatchObject({ state: "WITHDRAWN" });
  expect(await w.step("withdrawApplication", second, as(owner))).toMatchObject({ code: "WRONG_STATE" });
  expect(await w.step("withdrawApplication", second, null)).toMatchObject({ code: "NOT_SIGNED_IN" });
  expect(await w.step("declineApplication", "no-uuid", worker)).toMatchObject({ code: "NOT_FOUND" });
  for (const postId of ["no-uuid", uuidv7(), seat["owners/1"]])
    expect(await w.join(owner, postId)).toMatchObject({ code: "NOT_FOUND" });
  expect(await w.join(owner, undefined, "\u0000")).toMatchObject({ code: "INVALID_INPUT" });

  const list = `query ($id: ID!, $state: SeatApplicationState) { seatApplications(organizationId: $id, state: $state) {
    nodes { state person { name } post { title } } } }`;
  const seen = async (viewer: typeof worker | null, id: string = body.council) => {
    const { data, errors } = await w.execute(list, { id, state: "DECLINED" }, viewer);
    return errors?.[0]?.extensions.code ?? data.seatApplications.nodes;
  };
  const declined = [{ state: "DECLINED", person: { name: "黄**" }, post: { title: "席位1" } }];
  expect(await seen(worker)).toEqual(declined);
  expect(await seen(convener)).toEqual(declined);
  expect(await seen(viewers.analyst)).toBe("NOT_ALLOWED");
  expect(await seen(null)).toBe("NOT_SIGNED_IN");
  expect(await seen(worker, "no-uuid")).toBe("NOT_FOUND");
  const own = `{ viewer { seatApplications { state } } }`;
  expect((await w.execute(own, {}, as(owner))).data.viewer.seatApplications).toHaveLength(2);
});
