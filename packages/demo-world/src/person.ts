import { childUntil } from "@linli/kernel";
import { cast, type CastMember } from "./cast.ts";
import { fixedId } from "./fixed-id.ts";
import { household } from "./household.ts";
import { buildingsIn, liesWithin, place } from "./place.ts";
import { fullName, surname } from "./person-name.ts";
import { random } from "./random.ts";

export type DemoHome = {
  placeId: string;
  room: string;
  tenure: "OWNER" | "TENANT" | "FAMILY";
  verified: boolean;
};

/** An invented person. `birthDateOf(person, today)` says when one of that age was born. */
export type DemoPerson = {
  id: string;
  key: string;
  name: string;
  phone: string;
  age: number;
  daysSinceBirthday: number;
  home?: DemoHome;
};

const doorsOnAFloor = 4;

/** Households fill the buildings of a place evenly, door by door, until about that many people live there. */
function householdsOf(placeKey: string, count: number): CastMember[] {
  const dice = random(`households:${placeKey}`);
  const buildings = buildingsIn(placeKey);
  const residents: CastMember[] = [];
  for (let index = 0; residents.length < count; index++) {
    const building = buildings[index % buildings.length]!;
    const door = Math.floor(index / buildings.length);
    const floor = 1 + Math.floor(door / doorsOnAFloor);
    const room = `${floor}0${1 + (door % doorsOnAFloor)}`;
    const verified = dice.chance(0.98);
    for (const [number, mate] of household(dice).entries()) {
      residents.push({
        key: `${building.key}/${room}/${number + 1}`,
        name: mate.name,
        age: mate.age,
        daysSinceBirthday: dice.integer(0, 364),
        home: { placeId: building.id, room, tenure: mate.tenure, verified },
      });
    }
  }
  return residents;
}

/** People who signed up and live somewhere that nobody has verified. */
function newcomers(count: number): CastMember[] {
  const dice = random("newcomers");
  return Array.from({ length: count }, (_, index) => ({
    key: `newcomer/${index + 1}`,
    name: fullName(surname(dice), dice),
    age: dice.integer(18, 60),
    daysSinceBirthday: dice.integer(0, 364),
  }));
}

/** Nine behind one door of the tower: eight are verified, as many as may be there without a review, and one waits for it. */
function dormitory(): CastMember[] {
  const dice = random("dormitory");
  return Array.from({ length: 9 }, (_, index) => ({
    key: `dormitory-${index + 1}`,
    name: fullName(surname(dice), dice),
    age: dice.integer(19, 33),
    daysSinceBirthday: dice.integer(0, 364),
    home: { placeId: place("longcheng").id, room: "2001", tenure: "TENANT", verified: index < 8 },
  }));
}

const everybody = [
  ...cast,
  ...householdsOf("panlong", 690),
  ...householdsOf("libuga", 610),
  ...householdsOf("longcheng", 70),
  ...newcomers(20),
  ...dormitory(),
];

/** Everybody in the demo world, those with a part of their own first. */
export const people: readonly DemoPerson[] = everybody.map((member, index) => ({
  ...member,
  id: fixedId(`person:${member.key}`),
  // No subscriber has these numbers: 199, then zeros.
  phone: `199${String(index + 1).padStart(8, "0")}`,
}));

const byKey = new Map(people.map((someone) => [someone.key, someone]));

/** A person of the demo world by key; one that doesn't exist is an error in the seed. */
export function person(key: string): DemoPerson {
  const found = byKey.get(key);
  if (!found) throw new Error(`The demo world has no person "${key}".`);
  return found;
}

/** Those who live in a place (key or id) with a verified residence and may consent themselves, always in the same order. */
export function verifiedResidents(placeKeyOrId: string = "panlong"): DemoPerson[] {
  return people.filter(
    ({ home, age }) => home?.verified && age >= childUntil && liesWithin(home.placeId, placeKeyOrId),
  );
}
