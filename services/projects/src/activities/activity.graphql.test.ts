import { organization, person, place } from "@linli/demo-world";
import { uuidv7 } from "@linli/kernel";
import type { ViewerGrant } from "@linli/passport";
import { expect, test } from "vitest";
import { createHarness, viewer } from "../../test/harness.ts";
import { activity } from "../../test/rows.ts";
import { activities } from "../db/tables.ts";
import { announcedStates } from "./activity.rules.ts";

const draft = activity({ state: "DRAFT" });
const adminOf = (organizationKey: string): ViewerGrant => ({
  role: "ORGANIZATION_ADMIN",
  place: place("gaodeng").id,
  organization: organization(organizationKey).id,
});
const both = `query ($id: ID!, $r: [_Any!]!) {
  activity(id: $id) { title } _entities(representations: $r) { ... on Activity { title } }
}`;
const naming = (id: string) => ({ id, r: [{ __typename: "Activity", id }] });

test("whoever administers its host sees a draft", async () => {
  const h = await createHarness();
  await h.db.insert(activities).values(draft);
  const asking = viewer(person("chair").id, adminOf("gaodeng-league"));
  const { title } = draft;
  expect(await h.execute(both, naming(draft.id), asking)).toEqual({
    data: { activity: { title }, _entities: [{ title }] },
  });
});

test.each([
  ["a visitor", null],
  ["a resident", viewer(person("resident").id)],
  ["the administrator of another organization", viewer(person("chair").id, adminOf("libuga-league"))],
])("to %s a draft is not there, by no door", async (_who, asking) => {
  const h = await createHarness();
  await h.db.insert(activities).values(draft);
  expect(await h.execute(both, naming(draft.id), asking)).toEqual({
    data: { activity: null, _entities: [null] },
  });
});

test("everybody sees an activity that was announced, wherever it stands", async () => {
  const h = await createHarness();
  const rows = announcedStates.map((state) => activity({ state, capacity: 30 }));
  await h.db.insert(activities).values(rows);
  const document = `query ($id: ID!) { activity(id: $id) {
    title category state startsAt endsAt capacity place { id } hostOrganization { id } } }`;
  for (const { id, title, state, placeId, hostOrganizationId } of rows)
    expect(await h.execute(document, { id })).toEqual({
      data: {
        activity: {
          title,
          category: "CHILD_CARE",
          state,
          startsAt: "2026-11-02T09:30:00.000Z",
          endsAt: "2026-11-02T11:00:00.000Z",
          capacity: 30,
          place: { id: placeId },
          hostOrganization: { id: hostOrganizationId },
        },
      },
    });
});

test("100 references come in one SQL; a malformed and a missing one give null", async () => {
  const h = await createHarness();
  const rows = Array.from({ length: 98 }, (_, index) => activity({ title: `活动${index}` }));
  await h.db.insert(activities).values(rows);
  h.queries.length = 0;
  const ids = [...rows.map(({ id }) => id), "not-a-uuid", uuidv7()];
  const { data, errors } = await h.execute(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Activity { title place { id } } } }`,
    { r: ids.map((id) => ({ __typename: "Activity", id })) },
  );
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual([
    ...rows.map(({ title, placeId }) => ({ title, place: { id: placeId } })),
    null,
    null,
  ]);
  expect(h.queries).toHaveLength(1);
});

test("there is no activity by a malformed or an unknown id", async () => {
  const h = await createHarness();
  for (const id of ["not-a-uuid", uuidv7(), ""])
    expect(await h.execute(`query ($id: ID!) { activity(id: $id) { id } }`, { id })).toEqual({
      data: { activity: null },
    });
});

test("the database refuses an activity that cannot be", async () => {
  const h = await createHarness();
  for (const [constraint, given] of [
    ["ends_after_it_starts", { endsAt: activity().startsAt }],
    ["somebody_may_take_part", { capacity: 0 }],
    ["title_is_given", { title: "" }],
  ] as const)
    await expect(h.db.insert(activities).values(activity(given))).rejects.toMatchObject({
      cause: { constraint },
    });
});
