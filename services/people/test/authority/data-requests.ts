import { type MutationCase, signedIn } from "@linli/testing";

/** What everybody asks for themselves. */
export const dataRequestCases: Record<string, MutationCase> = {
  exportMyData: {
    document: `mutation ($key: String!) { exportMyData(idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ key: `export-${turn}` }),
    allowed: signedIn,
  },
  // Done in earnest it would end the persona for all cases after it: the wrong words are refused, once it is clear who may.
  deleteMyAccount: {
    document: `mutation ($words: String!) { deleteMyAccount(confirmation: $words) { __typename } }`,
    variables: () => ({ words: "不是我的意思" }),
    allowed: signedIn,
    spared: "InvalidInput",
  },
};
