import { fixedId, liesWithin, people } from "@linli/demo-world";
import { childUntil } from "@linli/kernel";
import { type Authority, type FieldCase, signedIn } from "@linli/testing";

/** Children of 盛世盘龙小区 who live with a grown-up, the first two with a guardianship that waits. */
const children = people.filter(
  ({ age, home }) => age < childUntil && home && liesWithin(home.placeId, "gaodeng"),
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

/** A field of what somebody consents to: each sees their own. */
const own = (name: string): FieldCase => ({
  document: `{ viewer { consents { ${name} } } }`,
  variables: {},
  read: (data) => isThere(data.viewer?.consents?.[0]?.[name]),
  clear: seen,
  clearTo: signedIn,
  maskedTo: [],
});

/** A field of the record of consents, which says of nobody whose they are. */
const recorded = (name: string): FieldCase => ({
  document: `{ consentRecords(first: 1) { nodes { ${name} } } }`,
  variables: {},
  read: (data) => isThere(data.consentRecords?.nodes[0]?.[name]),
  clear: seen,
  clearTo: ["auditor"],
  maskedTo: [],
});

const isThere = (value: unknown) => (value === undefined || value === null ? null : seen);

/** Who sees what of a guardianship: of the askers the worker of that community, and not the child's consents. Of consents each their own, and an auditor without whose. */
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
  "Consent.purpose": own("purpose"),
  "Consent.given": own("given"),
  "Consent.version": own("version"),
  "Consent.changedAt": own("changedAt"),
  "Consent.needsRenewal": own("needsRenewal"),
  "Consent.currentVersion": own("currentVersion"),
  "Consent.text": own("text"),
  "ConsentRecord.id": recorded("id"),
  "ConsentRecord.purpose": recorded("purpose"),
  "ConsentRecord.version": recorded("version"),
  "ConsentRecord.given": recorded("given"),
  "ConsentRecord.byGuardian": recorded("byGuardian"),
  "ConsentRecord.at": recorded("at"),
};
