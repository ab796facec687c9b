import { defineRelations } from "drizzle-orm";
import * as tables from "./tables.ts";

export const relations = defineRelations(tables, (r) => ({
  places: {
    parent: r.one.places({ from: r.places.parentId, to: r.places.id }),
    children: r.many.places({ from: r.places.id, to: r.places.parentId }),
    versions: r.many.placeVersions({ from: r.places.id, to: r.placeVersions.placeId }),
    /** Itself and all places above it. */
    path: r.many.places({
      from: r.places.id.through(r.placePaths.placeId),
      to: r.places.id.through(r.placePaths.ancestorId),
    }),
    /** The same as the organizations, for the evidence of the eight standards. */
    ruledBodies: r.many.organizations({
      from: r.places.id.through(r.placePaths.ancestorId),
      to: r.organizations.placeId.through(r.placePaths.placeId),
    }),
    youthCommunity: r.one.youthCommunities({ from: r.places.id, to: r.youthCommunities.placeId }),
    /** In the place itself. */
    bodies: r.many.organizations({ from: r.places.id, to: r.organizations.placeId }),
    /** In the place and all places below it. */
    organizations: r.many.organizations({
      from: r.places.id.through(r.placePaths.ancestorId),
      to: r.organizations.placeId.through(r.placePaths.placeId),
    }),
    /** Those that stand in it, not below it. */
    ownOrganizations: r.many.organizations({ from: r.places.id, to: r.organizations.placeId }),
    /** The posts of organizations in the place and all places below it, for the list of those without a holder. */
    vacancies: r.many.posts({
      from: r.places.id.through(r.postPlaces.placeId),
      to: r.posts.id.through(r.postPlaces.postId),
    }),
    /** In the place and all places below it. */
    venues: r.many.venues({
      from: r.places.id.through(r.placePaths.ancestorId),
      to: r.venues.placeId.through(r.placePaths.placeId),
    }),
  },
  organizations: {
    supportsGiven: r.many.supports({ from: r.organizations.id, to: r.supports.giverId }),
    supportsReceived: r.many.supports({ from: r.organizations.id, to: r.supports.receiverId }),
    place: r.one.places({ from: r.organizations.placeId, to: r.places.id, optional: false }),
    parent: r.one.organizations({ from: r.organizations.parentId, to: r.organizations.id }),
    previousNames: r.many.organizationNames({
      from: r.organizations.id,
      to: r.organizationNames.organizationId,
    }),
    charters: r.many.charters({ from: r.organizations.id, to: r.charters.organizationId }),
    founders: r.many.organizations({
      from: r.organizations.id.through(r.founders.organizationId),
      to: r.organizations.id.through(r.founders.founderId),
    }),
    station: r.one.stations({ from: r.organizations.id, to: r.stations.organizationId }),
    engagements: r.many.engagements({ from: r.organizations.id, to: r.engagements.organizationId }),
    posts: r.many.posts({ from: r.organizations.id, to: r.posts.organizationId }),
    /** The same, for the list of those without a holder. */
    vacancies: r.many.posts({ from: r.organizations.id, to: r.posts.organizationId }),
    /** All terms in all of its posts. */
    memberships: r.many.memberships({
      from: r.organizations.id.through(r.posts.organizationId),
      to: r.memberships.postId.through(r.posts.id),
    }),
    /** What makes it an alliance. */
    alliance: r.one.alliances({ from: r.organizations.id, to: r.alliances.id }),
    advisers: r.many.advisers({ from: r.organizations.id, to: r.advisers.thinkTankId }),
  },
  posts: {
    organization: r.one.organizations({
      from: r.posts.organizationId,
      to: r.organizations.id,
      optional: false,
    }),
    memberships: r.many.memberships({ from: r.posts.id, to: r.memberships.postId }),
  },
  memberships: {
    post: r.one.posts({ from: r.memberships.postId, to: r.posts.id, optional: false }),
    onBehalfOf: r.one.organizations({ from: r.memberships.onBehalfOfId, to: r.organizations.id }),
    person: r.one.persons({ from: r.memberships.personId, to: r.persons.id, optional: false }),
  },
  placeVersions: {
    parent: r.one.places({ from: r.placeVersions.parentId, to: r.places.id }),
  },
  alliances: {
    organization: r.one.organizations({ from: r.alliances.id, to: r.organizations.id, optional: false }),
    seats: r.many.allianceSeats({ from: r.alliances.id, to: r.allianceSeats.allianceId }),
    swaps: r.many.chairSwaps({ from: r.alliances.id, to: r.chairSwaps.allianceId }),
    jointActs: r.many.jointActs({ from: r.alliances.id, to: r.jointActs.allianceId }),
    /** For who chairs it: always whole, so that it is selected once for all who ask. */
    everSeated: r.many.allianceSeats({ from: r.alliances.id, to: r.allianceSeats.allianceId }),
    policies: r.many.rotationPolicies({ from: r.alliances.id, to: r.rotationPolicies.allianceId }),
    consentedSwaps: r.many.chairSwaps({
      from: r.alliances.id,
      to: r.chairSwaps.allianceId,
      where: { state: "CONSENTED" },
    }),
    skips: r.many.turnSkips({ from: r.alliances.id, to: r.turnSkips.allianceId }),
    absences: r.many.chairAbsences({ from: r.alliances.id, to: r.chairAbsences.allianceId }),
    everyJointAct: r.many.jointActs({ from: r.alliances.id, to: r.jointActs.allianceId }),
  },
  allianceSeats: {
    alliance: r.one.alliances({ from: r.allianceSeats.allianceId, to: r.alliances.id, optional: false }),
    organization: r.one.organizations({
      from: r.allianceSeats.organizationId,
      to: r.organizations.id,
      optional: false,
    }),
    /** The posts whose holders speak for it. */
    adminPosts: r.many.posts({
      from: r.allianceSeats.organizationId,
      to: r.posts.organizationId,
      where: { role: "ORGANIZATION_ADMIN" },
    }),
  },
  chairSwaps: {
    alliance: r.one.alliances({ from: r.chairSwaps.allianceId, to: r.alliances.id, optional: false }),
    seat: r.one.allianceSeats({ from: r.chairSwaps.seatId, to: r.allianceSeats.id, optional: false }),
    withSeat: r.one.allianceSeats({ from: r.chairSwaps.withSeatId, to: r.allianceSeats.id, optional: false }),
  },
  jointActs: {
    seats: r.many.allianceSeats({
      from: r.jointActs.id.through(r.jointActSeats.jointActId),
      to: r.allianceSeats.id.through(r.jointActSeats.seatId),
    }),
  },
  charters: {
    organization: r.one.organizations({
      from: r.charters.organizationId,
      to: r.organizations.id,
      optional: false,
    }),
  },
  engagements: {
    client: r.one.organizations({ from: r.engagements.clientId, to: r.organizations.id, optional: false }),
  },
  youthCommunities: {
    place: r.one.places({ from: r.youthCommunities.placeId, to: r.places.id, optional: false }),
    lead: r.one.organizations({ from: r.youthCommunities.leadId, to: r.organizations.id }),
  },
  pilots: {
    place: r.one.places({ from: r.pilots.placeId, to: r.places.id, optional: false }),
    sponsor: r.one.organizations({ from: r.pilots.sponsorId, to: r.organizations.id, optional: false }),
    guide: r.one.organizations({ from: r.pilots.guideId, to: r.organizations.id, optional: false }),
  },
  persons: {
    /** Who cares for the person, a minor. */
    consents: r.many.consents({ from: r.persons.id, to: r.consents.personId }),
    guardians: r.many.guardianships({ from: r.persons.id, to: r.guardianships.minorId }),
    residences: r.many.residences({ from: r.persons.id, to: r.residences.personId }),
    memberships: r.many.memberships({ from: r.persons.id, to: r.memberships.personId }),
    grants: r.many.grants({ from: r.persons.id, to: r.grants.personId }),
    denials: r.many.denials({ from: r.persons.id, to: r.denials.personId }),
    advisers: r.many.advisers({ from: r.persons.id, to: r.advisers.personId }),
  },
  grants: {
    place: r.one.places({ from: r.grants.placeId, to: r.places.id }),
    organization: r.one.organizations({ from: r.grants.organizationId, to: r.organizations.id }),
  },
  disclosures: {
    person: r.one.persons({ from: r.disclosures.personId, to: r.persons.id, optional: false }),
  },
  denials: {
    place: r.one.places({ from: r.denials.placeId, to: r.places.id }),
    organization: r.one.organizations({ from: r.denials.organizationId, to: r.organizations.id }),
  },
  dataRequests: {
    receipts: r.many.dataReceipts({ from: r.dataRequests.id, to: r.dataReceipts.requestId }),
  },
  seatApplications: {
    post: r.one.posts({ from: r.seatApplications.postId, to: r.posts.id, optional: false }),
  },
  interests: {
    committee: r.one.organizations({
      from: r.interests.committeeId,
      to: r.organizations.id,
      optional: false,
    }),
  },
  placements: {
    post: r.one.posts({ from: r.placements.postId, to: r.posts.id, optional: false }),
  },
  crossAppointments: {
    post: r.one.posts({ from: r.crossAppointments.postId, to: r.posts.id, optional: false }),
    basisPost: r.one.posts({ from: r.crossAppointments.basisPostId, to: r.posts.id, optional: false }),
    membership: r.one.memberships({ from: r.crossAppointments.membershipId, to: r.memberships.id }),
  },
  vanguards: {
    place: r.one.places({ from: r.vanguards.placeId, to: r.places.id, optional: false }),
    activities: r.many.vanguardActivities({
      from: r.vanguards.id,
      to: r.vanguardActivities.vanguardId,
    }),
  },
  guardianships: {
    minor: r.one.persons({ from: r.guardianships.minorId, to: r.persons.id, optional: false }),
    place: r.one.places({ from: r.guardianships.placeId, to: r.places.id, optional: false }),
  },
  residences: {
    person: r.one.persons({ from: r.residences.personId, to: r.persons.id, optional: false }),
    household: r.one.households({ from: r.residences.householdId, to: r.households.id }),
    place: r.one.places({ from: r.residences.placeId, to: r.places.id, optional: false }),
    verifications: r.many.verifications({
      from: r.residences.id,
      to: r.verifications.residenceId,
    }),
  },
  postedCodes: {
    residence: r.one.residences({
      from: r.postedCodes.residenceId,
      to: r.residences.id,
      optional: false,
    }),
    verification: r.one.verifications({
      from: r.postedCodes.verificationId,
      to: r.verifications.id,
      optional: false,
    }),
    place: r.one.places({
      from: r.postedCodes.residenceId.through(r.residences.id),
      to: r.places.id.through(r.residences.placeId),
      optional: false,
    }),
  },
  supports: {
    giver: r.one.organizations({ from: r.supports.giverId, to: r.organizations.id, optional: false }),
    receiver: r.one.organizations({ from: r.supports.receiverId, to: r.organizations.id, optional: false }),
    venue: r.one.venues({ from: r.supports.venueId, to: r.venues.id }),
  },
  venues: {
    place: r.one.places({ from: r.venues.placeId, to: r.places.id, optional: false }),
    provider: r.one.organizations({ from: r.venues.providerId, to: r.organizations.id, optional: false }),
  },
}));
