import { insertAll } from "@linli/database";
import { supports as demoSupports, venues as demoVenues } from "@linli/demo-world";
import { record, supportSaved, venueSaved } from "@linli/events";
import { causeOf } from "@linli/subgraph";
import { supports, venues } from "../src/db/tables.ts";
import type { Part } from "./seeding.ts";

/** The venues, and what party organizations do for other bodies; the other services hear of both. */
export const layOutVenues: Part = async ({ tx, on, ...context }) => {
  const rows = demoVenues.map(({ id, placeId, kind, name, providerId, openedMonthsAgo, signMonthsAgo }) => ({
    id,
    placeId,
    kind,
    name,
    providerId,
    openedOn: on(openedMonthsAgo),
    closedOn: null,
    ...(signMonthsAgo !== undefined && {
      signPhoto: `demo/signs/${id}.jpg`,
      signPhotoTakenOn: on(signMonthsAgo),
    }),
  }));
  const given = demoSupports.map(({ startedMonthsAgo, venueId = null, ...support }) => ({
    ...support,
    venueId,
    startsOn: on(startedMonthsAgo),
    endsOn: null,
  }));
  const made = {
    场所: await insertAll(tx, venues, rows),
    支持: await insertAll(tx, supports, given),
  };
  await record(tx, venueSaved, rows, causeOf(context));
  await record(tx, supportSaved, given, causeOf(context));
  return made;
};
