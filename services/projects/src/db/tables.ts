export { deliveries, inbox, outbox } from "@linli/events";
export { dataRequests } from "@linli/personal-data";
export { placePaths, places } from "@linli/places";
export { activities } from "../activities/activity.table.ts";
export { demands } from "../demands/demand.table.ts";
