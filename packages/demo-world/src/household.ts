import { assertNever } from "@linli/kernel";
import { fullName, surname } from "./person-name.ts";
import type { DemoHome } from "./person.ts";
import type { Random } from "./random.ts";

export type Housemate = { name: string; age: number; tenure: DemoHome["tenure"] };

const shapes = [
  "single",
  "single",
  "couple",
  "couple",
  "couple",
  "sharers",
  "sharers",
  "child",
  "grown child",
  "elder",
] as const;

/** People behind one door, of ages that go together. */
export function household(random: Random): Housemate[] {
  const shape = random.pick(shapes);
  const tenure = shape === "sharers" || random.chance(0.15) ? "TENANT" : "OWNER";
  const family = surname(random);
  const mate = (age: number, as: DemoHome["tenure"], name = surname(random)): Housemate => ({
    name: fullName(name, random),
    age,
    tenure: as,
  });

  switch (shape) {
    case "single":
      return [mate(random.integer(22, 72), tenure, family)];
    case "sharers":
      return Array.from({ length: random.integer(2, 3) }, () => mate(random.integer(19, 33), tenure));
    case "couple": {
      const age = random.integer(26, 70);
      return [mate(age, tenure, family), mate(age + random.integer(-4, 3), tenure)];
    }
    case "child": {
      const age = random.integer(28, 44);
      return [
        mate(age, tenure, family),
        mate(age - 1, tenure),
        mate(random.integer(0, age - 24), "FAMILY", family),
      ];
    }
    case "grown child": {
      const age = random.integer(46, 58);
      return [
        mate(age, tenure, family),
        mate(age - 2, tenure),
        mate(age - random.integer(26, 30), "FAMILY", family),
      ];
    }
    case "elder": {
      const age = random.integer(34, 48);
      return [mate(age, tenure, family), mate(age + random.integer(24, 32), "FAMILY", family)];
    }
    default:
      return assertNever(shape);
  }
}
