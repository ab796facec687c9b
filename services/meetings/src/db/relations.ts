import { defineRelations } from "drizzle-orm";
import * as tables from "./tables.ts";

export const relations = defineRelations(tables, (r) => ({
  places: {
    /** In the place and all places below it. */
    meetings: r.many.meetings({
      from: r.places.id.through(r.placePaths.ancestorId),
      to: r.meetings.placeId.through(r.placePaths.placeId),
    }),
  },
  meetingSeries: {
    place: r.one.places({ from: r.meetingSeries.placeId, to: r.places.id, optional: false }),
    /** Its place and all places above it. */
    placePath: r.many.placePaths({ from: r.meetingSeries.placeId, to: r.placePaths.placeId }),
    /** What no meeting has taken up, or what meetings have put off. */
    backlog: r.many.agendaItems({
      from: r.meetingSeries.id,
      to: r.agendaItems.seriesId,
      where: { meetingId: { isNull: true } },
    }),
  },
  meetings: {
    series: r.one.meetingSeries({ from: r.meetings.seriesId, to: r.meetingSeries.id, optional: false }),
    /** Its place and all places above it. */
    placePath: r.many.placePaths({ from: r.meetings.placeId, to: r.placePaths.placeId }),
    agendaItems: r.many.agendaItems({ from: r.meetings.id, to: r.agendaItems.meetingId }),
  },
  agendaItems: {
    series: r.one.meetingSeries({ from: r.agendaItems.seriesId, to: r.meetingSeries.id, optional: false }),
    meeting: r.one.meetings({ from: r.agendaItems.meetingId, to: r.meetings.id }),
  },
}));
