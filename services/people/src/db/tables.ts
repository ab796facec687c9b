export { inbox, outbox } from "@linli/events";
export { placePaths, places } from "@linli/places";
export { grants } from "../grants/grant.table.ts";
export { memberships, organizations, posts } from "../organizations/organization.table.ts";
export { accounts, persons } from "../people/person.table.ts";
export { pilots } from "../pilots/pilot.table.ts";
export { residences } from "../residences/residence.table.ts";
