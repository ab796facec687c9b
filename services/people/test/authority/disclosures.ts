import { disclosures, person } from "@linli/demo-world";
import { type Asker, type FieldCase, type MutationCase, signedIn } from "@linli/testing";

const inScope: readonly Asker[] = ["worker", "league-reviewer"];
const withoutPeople: readonly Asker[] = ["analyst", "admin", "auditor"];
const resident = person("resident");
const pending = (about: string) =>
  disclosures.find(({ dataClass, personId }) => dataClass === "C3" && personId === person(about).id)!.id;

/** Seeing somebody's data in clear: asked for, approved, refused. */
export const disclosureCases: Record<string, MutationCase> = {
  requestDisclosure: {
    document: /* GraphQL */ `
      mutation ($input: RequestDisclosureInput!, $key: String!) {
        requestDisclosure(input: $input, idempotencyKey: $key) {
          __typename
        }
      }
    `,
    variables: (turn) => ({
      input: { personId: resident.id, dataClass: "C3", reason: "核实救助申请" },
      key: `disclosure, try ${turn}`,
    }),
    allowed: inScope,
  },
  approveDisclosure: {
    document: /* GraphQL */ `
      mutation ($id: ID!) {
        approveDisclosure(id: $id) {
          __typename
        }
      }
    `,
    variables: () => ({ id: pending("resident") }),
    allowed: inScope,
  },
  refuseDisclosure: {
    document: /* GraphQL */ `
      mutation ($id: ID!) {
        refuseDisclosure(id: $id, reason: "走访前电话联系即可") {
          __typename
        }
      }
    `,
    variables: () => ({ id: pending("youth-member") }),
    allowed: inScope,
  },
};

/** A field of the resident, as each asks for it by the resident's id. */
const ofResident = (field: string, rest: Pick<FieldCase, "clear" | "clearTo" | "maskedTo">): FieldCase => ({
  document: `query ($id: ID!) { person(id: $id) { ${field} } }`,
  variables: { id: resident.id },
  read: (data) => data.person && Object.values(data.person)[0],
  ...rest,
});
const self: readonly Asker[] = ["resident"];
const everybodyElse = signedIn.filter((asker) => asker !== "resident" && !withoutPeople.includes(asker));

/** What shows of a person who is nobody's colleague. */
export const personFields: Record<string, FieldCase> = {
  "Person.id": ofResident("id", { clear: resident.id, clearTo: [...self, ...everybodyElse], maskedTo: [] }),
  "Person.name": ofResident("name", { clear: resident.name, clearTo: self, maskedTo: everybodyElse }),
  "Person.phone": ofResident("phone", { clear: resident.phone, clearTo: self, maskedTo: inScope }),
  "Person.birthDate": {
    ...ofResident("birthDate", { clear: true, clearTo: self, maskedTo: [] }),
    read: (data) => data.person?.birthDate && true,
  },
  "Person.ageBand": ofResident("ageBand", { clear: "FROM_26", clearTo: [...self, ...inScope], maskedTo: [] }),
  "Person.residences": {
    ...ofResident("residences { place { name } }", { clear: true, clearTo: self, maskedTo: [] }),
    read: (data) => data.person?.residences && true,
  },
  "Person.accessLog": {
    ...ofResident("accessLog { totalCount }", { clear: 2, clearTo: self, maskedTo: [] }),
    read: (data) => data.person?.accessLog?.totalCount,
  },
};
