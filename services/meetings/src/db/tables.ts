export { deliveries, inbox, outbox } from "@linli/events";
export { dataRequests } from "@linli/personal-data";
export { placePaths, places } from "@linli/places";
export { agendaItems } from "../agenda-items/agenda-item.table.ts";
export { meetings } from "../meetings/meeting.table.ts";
export { meetingSeries } from "../series/meeting-series.table.ts";
