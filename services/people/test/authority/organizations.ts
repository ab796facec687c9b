import { fixedId, organization, place, youthCommunities } from "@linli/demo-world";
import type { MutationCase } from "@linli/testing";

/** Organizations and what belongs to them, tried in 高登社区 and at its bodies. */
export const organizationCases: Record<string, MutationCase> = {
  createOrganization: {
    document: `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        name: `盘龙企业${turn}`,
        classification: "COMPANY",
        placeId: place("panlong").id,
        idempotencyKey: `create-organization-${turn}`,
      },
    }),
    allowed: ["worker"],
  },
  renameOrganization: {
    document: `mutation ($id: ID!, $name: String!) { renameOrganization(id: $id, name: $name) { __typename } }`,
    variables: (turn) => ({ id: organization("aluminium-league").id, name: `文铝公司团委${turn}` }),
    allowed: ["organization-admin", "league-reviewer"],
  },
  changeOrganization: {
    document: `mutation ($id: ID!, $input: ChangeOrganizationInput!) {
      changeOrganization(id: $id, input: $input) { __typename } }`,
    variables: () => ({ id: organization("aluminium-league").id, input: { sector: "ENTERPRISE" } }),
    allowed: ["league-reviewer"],
  },
  dissolveOrganization: {
    document: `mutation ($id: ID!) { dissolveOrganization(id: $id) { __typename } }`,
    variables: () => ({ id: organization("panlong-club").id }),
    allowed: ["league-reviewer"],
  },
  adoptCharter: {
    document: `mutation ($input: AdoptCharterInput!) { adoptCharter(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        organizationId: organization("panlong-fellowship").id,
        effectiveFrom: `21${50 + turn}-01-01`,
        duties: ["交流履职经验"],
        textReference: "联谊会章程",
        idempotencyKey: `adopt-charter-${turn}`,
      },
    }),
    allowed: ["worker"],
  },
  reviewCharter: {
    document: `mutation ($id: ID!) { reviewCharter(id: $id) { __typename } }`,
    variables: () => ({ id: fixedId("charter:panlong-council/1") }),
    allowed: ["worker"],
  },
  foundStation: {
    document: `mutation ($input: FoundStationInput!) { foundStation(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        name: `盘龙服务站${turn}`,
        placeId: place("panlong").id,
        kind: "SERVICE",
        goals: [],
        founderIds: [organization("eighth-day").id, organization("gaodeng-party").id],
        idempotencyKey: `found-station-${turn}`,
      },
    }),
    allowed: ["worker"],
  },
  engageOrganization: {
    document: `mutation ($input: EngageOrganizationInput!) { engageOrganization(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        organizationId: organization("eighth-day").id,
        clientId: organization("gaodeng-committee").id,
        mode: "VOLUNTEER",
        startsOn: "2026-01-01",
        idempotencyKey: `engage-organization-${turn}`,
      },
    }),
    allowed: ["worker"],
  },
  enrolYouthCommunity: {
    document: `mutation ($placeId: ID!, $key: String!) {
      enrolYouthCommunity(placeId: $placeId, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ placeId: place("gaodeng").id, key: `enrol-youth-community-${turn}` }),
    allowed: ["worker", "league-reviewer"],
    spared: "AlreadyEnrolled",
  },
  linkPartyLead: {
    document: `mutation ($id: ID!, $organizationId: ID!) {
      linkPartyLead(id: $id, organizationId: $organizationId) { __typename } }`,
    variables: () => ({
      id: youthCommunities.find(({ placeId }) => placeId === place("gaodeng").id)!.id,
      organizationId: organization("gaodeng-party").id,
    }),
    allowed: ["worker", "league-reviewer"],
  },
};
