import { fixedId, organization, place, supports, venues } from "@linli/demo-world";
import type { MutationCase } from "@linli/testing";

const venue = (key: string) => venues.find((found) => found.key === key)!.id;

/** Who keeps venues and records support: workers in scope; 高登社区 is tried. */
export const venueCases: Readonly<Record<string, MutationCase>> = {
  openVenue: {
    document: `mutation ($input: OpenVenueInput!) { openVenue(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        placeId: place("gaodeng").id,
        kind: "MEETING_ROOM",
        name: `新会议室${turn}`,
        providerId: organization("gaodeng-committee").id,
        idempotencyKey: fixedId(`authority:open-venue:${turn}`),
      },
    }),
    allowed: ["worker"],
  },
  recordSignPhoto: {
    document: `mutation ($input: SignPhotoInput!) { recordSignPhoto(input: $input) { __typename } }`,
    variables: () => ({
      input: { venueId: venue("panlong-office"), reference: "signs/new.jpg", takenOn: "2026-01-01" },
    }),
    allowed: ["worker"],
  },
  closeVenue: {
    document: `mutation ($id: ID!) { closeVenue(id: $id) { __typename } }`,
    variables: () => ({ id: venue("panlong-property-room") }),
    allowed: ["worker"],
  },
  recordSupport: {
    document: `mutation ($input: RecordSupportInput!) { recordSupport(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        kind: "GUIDANCE",
        giverId: organization("gaodeng-party").id,
        receiverId: organization("panlong-council").id,
        idempotencyKey: fixedId(`authority:support:${turn}`),
      },
    }),
    allowed: ["worker"],
  },
  endSupport: {
    document: `mutation ($id: ID!) { endSupport(id: $id) { __typename } }`,
    variables: () => ({ id: supports.find(({ kind }) => kind === "VENUE")!.id }),
    allowed: ["worker"],
  },
};
