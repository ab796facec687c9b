import { uuidv7 } from "@linli/kernel";
import { createPassportKeys, passportIssuer } from "@linli/passport";
import { expect, test } from "vitest";
import { addHome, as, createHarness, noon, person, visitor } from "../../test/harness.ts";
import { persons } from "../db/tables.ts";

const entities = (fields: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { ${fields} } } }`;
const those = (...ids: string[]) => ({ r: ids.map((id) => ({ __typename: "Person", id })) });
const everything = entities("id name phone residences { place { name } tenure verifiedAt }");

async function createHarnessWithHome() {
  const h = await createHarness();
  await addHome(h, { personId: person.resident, verifiedAt: noon });
  h.queries.length = 0;
  return h;
}

const hidden = {
  data: {
    _entities: [{ id: person.resident, name: "李**", phone: null, residences: null }],
  },
  errors: [
    {
      path: ["_entities", 0, "phone"],
      message: "A phone number shows to its owner alone.",
      extensions: { code: "NOT_ALLOWED" },
    },
    {
      path: ["_entities", 0, "residences"],
      message: "Where somebody lives shows to that person alone.",
      extensions: { code: "NOT_ALLOWED" },
    },
  ],
};

test("to oneself a person shows whole, the phone number in part, in one SQL", async () => {
  const h = await createHarnessWithHome();
  expect(await h.execute(everything, those(person.resident), as(person.resident))).toEqual({
    data: {
      _entities: [
        {
          id: person.resident,
          name: "李晓梅",
          phone: "199****0001",
          residences: [{ place: { name: "3幢" }, tenure: "OWNER", verifiedAt: noon.toISOString() }],
        },
      ],
    },
  });
  expect(h.queries).toHaveLength(1);
});

test.each([
  ["somebody else", as(person.stranger)],
  ["a community worker", as(person.worker)],
  ["a visitor", visitor],
])("to %s a person shows a masked name, and neither phone number nor homes", async (_who, viewer) => {
  const h = await createHarnessWithHome();
  expect(await h.execute(everything, those(person.resident), viewer)).toMatchObject(hidden);
});

test("whoever shows a passport that is no longer or was never good is a visitor", async () => {
  const h = await createHarnessWithHome();
  const self = as(person.resident);
  const expired = await h.passport(self);
  h.clock.at = new Date(+noon + 60_000);
  const forge = await passportIssuer((await createPassportKeys()).private);
  const passports = [expired, await forge(self, h.clock.at), "garbled", "", `${await h.passport(self)}x`];
  for (const passport of passports) {
    expect(await h.show(passport, everything, those(person.resident))).toMatchObject(hidden);
  }
  // The gateway's own passport speaks for nobody.
  expect(await h.show(await h.passport("gateway"), everything, those(person.resident))).toMatchObject(hidden);
});

test("of 100 representations a malformed and a missing id give null; the others come in one SQL", async () => {
  const h = await createHarness();
  const many = Array.from({ length: 98 }, (_, index) => ({ id: uuidv7(), name: `第${index + 1}人` }));
  await h.db.insert(persons).values(many);
  h.queries.length = 0;
  const ids = [...many.map(({ id }) => id), "not-a-uuid", uuidv7()];
  const result = await h.execute(entities("id name"), those(...ids));
  expect(result).toEqual({
    data: { _entities: [...many.map(({ id }) => ({ id, name: "第**" })), null, null] },
  });
  expect(h.queries).toHaveLength(1);
});

test("without a phone number there is nothing to mask", async () => {
  const h = await createHarness();
  const result = await h.execute(entities("name phone"), those(person.stranger), as(person.stranger));
  expect(result).toEqual({ data: { _entities: [{ name: "阿依努尔·买买提江", phone: null }] } });
});
