import { fullName, random, surname } from "@linli/demo-world";
import { dateIn } from "@linli/kernel";
import { layOut } from "@linli/scale";
import type { Scale } from "@linli/subgraph";
import { factsOf } from "./scale/facts.ts";
import { steps } from "./scale/statements.ts";
import { scalePlaces } from "./scale/tree.ts";
import type { relations } from "./src/db/relations.ts";
import { layOutPlaces } from "./src/places/place.actions.ts";

export { scalePlaces } from "./scale/tree.ts";

/** A prefecture of people around the demo world, which is there already: all of it or nothing, always the same. */
export const scale: Scale<typeof relations> = async (context, report) => {
  const places = scalePlaces();
  if (await context.db.query.places.findFirst({ columns: { id: true }, where: { id: places[0]!.id } }))
    return false;
  await context.db.transaction(async (tx) => {
    await layOutPlaces({ ...context, db: tx }, places);
    report(`地点 ${places.length}`);
    await layOut(tx, steps(factsOf(places, names(), dateIn(context.now()))), report);
  });
  return true;
};

/** As many names as make a population: common ones come often. */
function names(): string[] {
  const dice = random("scale:names");
  return Array.from({ length: 20_000 }, () => fullName(surname(dice), dice));
}
