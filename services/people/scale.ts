import { fullName, random, surname } from "@linli/demo-world";
import { dateIn } from "@linli/kernel";
import type { Scale } from "@linli/subgraph";
import { sql } from "drizzle-orm";
import { makeDice, makeFixedId, steps } from "./scale/statements.ts";
import { scalePlaces } from "./scale/tree.ts";
import type { relations } from "./src/db/relations.ts";
import { layOutPlaces } from "./src/places/place.actions.ts";

/** Rows of one statement, after which progress is told. */
const batch = 50_000;

/** A prefecture of people around the demo world, which is there already: all of it or nothing, always the same. */
export const scale: Scale<typeof relations> = async (context, report) => {
  const places = scalePlaces();
  if (await context.db.query.places.findFirst({ columns: { id: true }, where: { id: places[0]!.id } }))
    return false;
  await context.db.transaction(async (tx) => {
    // Each statement makes many rows.
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(makeFixedId);
    await tx.execute(makeDice);
    await layOutPlaces({ ...context, db: tx }, places);
    report(`地点 ${places.length}`);
    const buildings = places.filter(({ kind }) => kind === "BUILDING").map(({ id }) => id);
    for (const { what, count, run } of steps({ names: names(), buildings, today: dateIn(context.now()) })) {
      for (let from = 0; from < count; from += batch) {
        const until = Math.min(from + batch, count);
        await tx.execute(run(from, until));
        report(`${what} ${until}`);
      }
    }
    // Without statistics the planner would guess.
    await tx.execute(sql`analyze`);
    report("statistics");
  });
  return true;
};

/** As many names as make a population: common ones come often. */
function names(): string[] {
  const dice = random("scale:names");
  return Array.from({ length: 20_000 }, () => fullName(surname(dice), dice));
}
