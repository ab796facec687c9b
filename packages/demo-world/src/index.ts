export { alliances, type DemoAlliance, type DemoMoment } from "./alliance.ts";
export { birthDateOf, monthsAgo } from "./calendar.ts";
export { charters, type DemoCharter } from "./charter.ts";
export { type DemoDisclosure, disclosures } from "./disclosure.ts";
export { fixedId } from "./fixed-id.ts";
export { type DemoEngagement, type DemoStation, engagements, stations } from "./founding.ts";
export { type DemoDenial, type DemoGrant, denials, grants } from "./grant.ts";
export { type DemoMembership, memberships } from "./membership.ts";
export {
  type DemoClassification,
  type DemoOrganization,
  type DemoSector,
  organization,
  organizations,
} from "./organization.ts";
export { type DemoHome, type DemoPerson, people, person, verifiedResidents } from "./person.ts";
export { demoIssuer, type Persona, persona, type PersonaName, personaNames, personas } from "./persona.ts";
export { type DemoPilot, pilots } from "./pilot.ts";
export { buildingsIn, type DemoPlace, liesWithin, place, placePath, places } from "./place.ts";
export { type DemoPost, postOf, posts } from "./post.ts";
export { fullName, surname } from "./person-name.ts";
export { random, type Random } from "./random.ts";
export { type DemoSupport, type DemoVenue, supports, venues } from "./venue.ts";
export { type DemoYouthCommunity, youthCommunities } from "./youth-community.ts";
