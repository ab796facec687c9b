import { consentAge, fixedId, liesWithin, people } from "@linli/demo-world";
import { type Authority, type FieldCase, signedIn } from "@linli/testing";

/** Children of 盛世盘龙小区 who live with a grown-up, the first two with a guardianship that waits. */
const children = people.filter(
  ({ age, home }) => age < consentAge && home && liesWithin(home.placeId, "gaodeng"),
);
const guardianship = (index: number) => fixedId(`guardianship:${children[index]!.key}`);

/** Who may consent, and who decides on guardianships. */
export const consentCases: Authority["mutations"] = {
  giveConsent: {
    document: `mutation { giveConsent(purpose: CONTACT_BY_WORKER, version: 1) { __typename } }`,
    variables: () => ({}),
    allowed: signedIn,
  },
  withdrawConsent: {
    document: `mutation { withdrawConsent(purpose: CONTACT_BY_WORKER) { __typename } }`,
    variables: () => ({}),
    allowed: signedIn,
  },
  // Everybody may ask; the community decides.
  requestGuardianship: {
    document: `mutation ($id: ID!, $key: String!) { requestGuardianship(minorId: $id, kind: RELATIVE, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ id: children[5]!.id, key: `guardianship-${turn}` }),
    allowed: signedIn,
  },
  confirmGuardianship: {
    document: `mutation ($id: ID!) { confirmGuardianship(id: $id) { __typename } }`,
    variables: () => ({ id: guardianship(0) }),
    allowed: ["worker"],
  },
  refuseGuardianship: {
    document: `mutation ($id: ID!) { refuseGuardianship(id: $id) { __typename } }`,
    variables: () => ({ id: guardianship(1) }),
    allowed: ["worker"],
  },
  endGuardianship: {
    document: `mutation ($id: ID!) { endGuardianship(id: $id) { __typename } }`,
    variables: () => ({ id: guardianship(6) }),
    allowed: ["worker"],
  },
};

const seen = "seen";

function field(name: string, selection = name): FieldCase {
  return {
    document: `query ($id: ID!) { guardianship(id: $id) { ${selection} } }`,
    variables: { id: guardianship(7) },
    read: (data) => data.guardianship?.[name] && seen,
    clear: seen,
    clearTo: ["worker"],
    maskedTo: [],
  };
}

/** Who sees what of a guardianship: of the askers the worker of that community, and not the child's consents. */
export const consentFields: Authority["fields"] = {
  "Guardianship.id": field("id"),
  "Guardianship.kind": field("kind"),
  "Guardianship.state": field("state"),
  "Guardianship.requestedAt": field("requestedAt"),
  "Guardianship.from": field("from"),
  "Guardianship.until": field("until"),
  "Guardianship.minor": field("minor", "minor { id }"),
  "Guardianship.guardian": field("guardian", "guardian { id }"),
  "Guardianship.place": field("place", "place { id }"),
  "Guardianship.consents": { ...field("consents", "consents { given }"), clearTo: [] },
};
