import { type DemoPlace, placePath } from "@linli/demo-world";
import { placesSaved } from "@linli/events";
import type { Clock } from "@linli/kernel";
import type { Viewer, ViewerGrant } from "@linli/passport";
import { createServiceHarness } from "@linli/testing";
import { projects } from "../src/service.ts";

/** A house, the houses beside it, another community, and all that is above them. */
export const somePlaces: readonly DemoPlace[] = [
  ...placePath("panlong/3").toReversed(),
  placePath("panlong/4")[0]!,
  placePath("panlong/5")[0]!,
  ...placePath("libuga").slice(0, 2).toReversed(),
];

/** The service with places of the demo world, as `people` announces them. */
export async function createHarness({
  now,
  places = somePlaces,
}: { now?: Clock; places?: readonly DemoPlace[] } = {}) {
  const h = await createServiceHarness(projects, now && { now });
  for (const { id, kind, name, parentId } of places)
    await h.deliver({
      name: placesSaved.name,
      payload: { places: [{ id, kind, name, parentId, retiredOn: null }] },
    });
  h.queries.length = 0;
  return h;
}

/** Somebody signed in, with these grants. */
export function viewer(person: string, ...grants: ViewerGrant[]): Viewer {
  return { person, age: 30, residences: [], grants };
}
