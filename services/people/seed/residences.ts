import { insertAll } from "@linli/database";
import { birthDateOf, type DemoPerson, fixedId, people, random } from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import { residences } from "../src/db/tables.ts";
import type { Part, Seeding } from "./seeding.ts";

export const layOutResidences: Part = async (seeding) => ({
  居住信息: await insertAll(
    seeding.tx,
    residences,
    people.flatMap((person) => homeOf(person, seeding)),
  ),
});

/** Where somebody lives, and since when: nobody moves in before birth, or is verified before moving in. */
function homeOf(person: DemoPerson, { today, on }: Seeding) {
  const { id, key, home } = person;
  if (!home) return [];
  const dice = random(`residence:${key}`);
  const startsOn = later(on(dice.integer(12, 120)), birthDateOf(person, today));
  const verifiedOn = later(on(dice.integer(2, 11)), startsOn);
  return [
    {
      id: fixedId(`residence:${key}`),
      personId: id,
      placeId: home.placeId,
      room: home.room,
      tenure: home.tenure,
      startsOn,
      verifiedAt: home.verified ? midnight(verifiedOn) : null,
    },
  ];
}

const later = (one: string, other: string) => (one > other ? one : other);
