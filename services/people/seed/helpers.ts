import { insertAll } from "@linli/database";
import { fixedId, people, person } from "@linli/demo-world";
import { addMonths, dateIn, midnight } from "@linli/kernel";
import { helpers } from "../src/db/tables.ts";
import type { Part } from "./seeding.ts";

/** The eldest of the neighbours lets the resident see to the home (R81). */
export const layOutHelpers: Part = async ({ tx, on, today }) => {
  const neighbours = people.filter(({ key, home }) => key.startsWith("panlong/") && home);
  const elder = neighbours.toSorted((one, other) => other.age - one.age)[0]!;
  return {
    代办人: await insertAll(tx, helpers, [
      {
        id: fixedId("helper:resident"),
        personId: elder.id,
        helperId: person("resident").id,
        from: midnight(on(1)),
        until: midnight(addMonths(dateIn(today), 11)),
      },
    ]),
  };
};
