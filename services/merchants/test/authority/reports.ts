import { fixedId } from "@linli/demo-world";
import { type FieldCase, type MutationCase, signedIn } from "@linli/testing";

const verdict = (name: string): MutationCase => ({
  document: `mutation ($id: ID!) { ${name}(id: $id, outcome: "已核实") { __typename } }`,
  variables: () => ({ id: fixedId("report:open") }),
  allowed: ["worker"],
});

/** What residents find misleading about offers of 高登社区. */
export const reportCases: Record<string, MutationCase> = {
  reportOffer: {
    document: `mutation ($input: ReportOfferInput!) { reportOffer(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        offerId: fixedId("offer:granny-noodles/1"),
        reason: "标价与门店不符",
        idempotencyKey: `report, try ${turn}`,
      },
    }),
    allowed: signedIn,
  },
  upholdOfferReport: verdict("upholdOfferReport"),
  dismissOfferReport: {
    ...verdict("dismissOfferReport"),
    // It is upheld.
    spared: "ReportDecided",
  },
};

export const reportFields: Record<string, FieldCase> = {
  "Viewer.offerReports": {
    document: `{ viewer { offerReports(first: 100) { nodes { id } } } }`,
    variables: {},
    read: (data) =>
      data.viewer?.offerReports?.nodes.some(({ id }: { id: string }) => id === fixedId("report:resident")) ||
      null,
    clear: true,
    clearTo: ["resident"],
    maskedTo: [],
  },
};
