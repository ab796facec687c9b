import { fixedId, liesWithin, people, place } from "@linli/demo-world";
import { adultAge } from "@linli/kernel";
import { type Authority, type FieldCase, signedIn } from "@linli/testing";

/** The ordinary people in 盛世盘龙小区 whose homes nobody has verified yet. */
const unverified = people.filter(
  ({ key, home }) => key.includes("/") && home && !home.verified && liesWithin(home.placeId, "panlong"),
);
const residence = ({ key }: { key: string }) => fixedId(`residence:${key}`);
const reported = unverified.map(residence);

/** The letters that wait there to be printed: to tenants. */
const letters = unverified
  .filter(({ home }) => home!.tenure === "TENANT")
  .map((someone) => fixedId(`letter:${residence(someone)}`));

/** Whom the askers let see to their homes. */
const helpers = people.filter(({ key, age }) => key.includes("/") && age >= adultAge);

const own = fixedId("residence:resident");
const past = fixedId("residence:resident/past");
const second = fixedId("residence:resident/second");

const seen = "seen";

/** A field of a home of the resident's, to whom it shows: that person, and the worker of the place. */
function field(name: string, selection = name): FieldCase {
  return {
    document: `query ($id: ID!) { residence(id: $id) { ${selection} } }`,
    variables: { id: own },
    read: (data) => data.residence?.[name] && seen,
    clear: seen,
    clearTo: ["resident", "worker"],
    maskedTo: [],
  };
}

function verification(name: string, id = own): FieldCase {
  return {
    ...field(`verifications`, `verifications { nodes { ${name} } }`),
    variables: { id },
    read: (data) =>
      data.residence?.verifications.nodes.some((node: Record<string, unknown>) => node[name] !== null) &&
      seen,
  };
}

/** A field of what is between the resident and an elder, to both alone. */
const helper = (name: string, selection = name): FieldCase => ({
  document: `{ viewer { helpers { nodes { ${selection} } } } }`,
  variables: {},
  read: (data) =>
    data.viewer?.helpers.nodes.some(({ id }: { id: string }) => id === fixedId("helper:resident"))
      ? seen
      : null,
  clear: seen,
  clearTo: ["resident"],
  maskedTo: [],
});

/** Who may report and verify homes. */
export const residenceCases: Authority["mutations"] = {
  reportResidence: {
    document: `mutation ($room: String!, $key: String!, $building: ID!) {
        reportResidence(buildingId: $building, room: $room, tenure: TENANT, since: "2020-05-01", idempotencyKey: $key) { __typename }
      }`,
    variables: (turn) => ({
      building: place("panlong/1").id,
      room: `18${turn + 10}`,
      key: `report-home-${turn}`,
    }),
    allowed: signedIn,
  },
  // Of a home that is somebody else's everybody hears the same: there is none.
  appointHelper: {
    document: `mutation ($helper: ID!, $until: DateTime!, $key: String!) {
        appointHelper(helperId: $helper, until: $until, idempotencyKey: $key) { __typename }
      }`,
    variables: (turn) => ({
      helper: helpers[turn]!.id,
      until: new Date(Date.now() + 86_400_000),
      key: `appoint-helper-${turn}`,
    }),
    allowed: signedIn,
  },
  // Of what is between others everybody hears the same: there is none.
  dismissHelper: {
    document: `mutation ($id: ID!) { dismissHelper(id: $id) { __typename } }`,
    variables: () => ({ id: fixedId("helper:resident") }),
    allowed: signedIn,
  },
  requestVerification: {
    document: `mutation ($id: ID!, $key: String!) { requestVerification(residenceId: $id, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ id: second, key: `verify-again-${turn}` }),
    allowed: signedIn,
  },
  requestPostedCode: {
    document: `mutation ($id: ID!, $key: String!) { requestPostedCode(residenceId: $id, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ id: second, key: `posted-code-${turn}` }),
    allowed: signedIn,
  },
  printLetter: {
    document: `mutation ($id: ID!) { printLetter(id: $id) { __typename } }`,
    variables: () => ({ id: letters[0] }),
    allowed: ["worker"],
  },
  // No code of the demo world is known: everybody hears the same.
  confirmPostedCode: {
    document: `mutation ($id: ID!) { confirmPostedCode(residenceId: $id, code: "0000-0000") { __typename } }`,
    variables: () => ({ id: second }),
    allowed: signedIn,
    spared: "WrongPostedCode",
  },
  moveHome: {
    document: `mutation ($id: ID!, $since: Date!, $key: String!, $building: ID!) {
        moveHome(residenceId: $id, buildingId: $building, room: "1901", tenure: TENANT, since: $since, idempotencyKey: $key) { __typename }
      }`,
    variables: (turn) => ({
      id: second,
      building: place("panlong/1").id,
      since: new Date().toISOString().slice(0, 10),
      key: `move-home-${turn}`,
    }),
    allowed: signedIn,
  },
  verifyResidence: {
    document: `mutation ($id: ID!) { verifyResidence(id: $id) { __typename } }`,
    variables: () => ({ id: reported[0] }),
    allowed: ["worker"],
  },
  refuseResidence: {
    document: `mutation ($id: ID!) { refuseResidence(id: $id, reason: "材料不全") { __typename } }`,
    variables: () => ({ id: reported[1] }),
    allowed: ["worker"],
  },
};

/** Who sees what of a home, and of who sees to it for another. */
export const residenceFields: Authority["fields"] = {
  "Helper.id": helper("id"),
  "Helper.person": helper("person", "id person { id }"),
  "Helper.helper": helper("helper", "id helper { id }"),
  "Helper.from": helper("from", "id from"),
  "Helper.until": helper("until", "id until"),
  "Residence.id": field("id"),
  "Residence.person": field("person", "person { id }"),
  "Residence.place": field("place", "place { id }"),
  "Residence.room": { ...field("room"), clearTo: ["resident"] },
  "Residence.tenure": field("tenure"),
  "Residence.startsOn": field("startsOn"),
  // The past home lies in another community, which has workers of its own.
  "Residence.endsOn": { ...field("endsOn"), variables: { id: past }, clearTo: ["resident"] },
  "Residence.standing": field("standing"),
  "Residence.verifiedAt": field("verifiedAt"),
  "Residence.verifiedUntil": field("verifiedUntil"),
  "Residence.verifications": field("verifications", "verifications { nodes { id } }"),
  // The resident's homes were reported by nobody else.
  "Residence.reportedBy": { ...field("reportedBy", "reportedBy { id }"), clearTo: [] },
  "ResidencyVerification.id": verification("id"),
  "ResidencyVerification.state": verification("state"),
  "ResidencyVerification.method": verification("method"),
  "ResidencyVerification.reportedAt": verification("reportedAt"),
  "ResidencyVerification.decidedAt": verification("decidedAt"),
  "ResidencyVerification.reason": verification("reason", second),
  "ResidencyVerification.from": verification("from"),
  "ResidencyVerification.until": verification("until"),
};
