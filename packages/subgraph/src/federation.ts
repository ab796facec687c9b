/** Which federation the subgraphs speak, and which of its directives they may use. */
export const federation = {
  linkUrl: "https://specs.apollo.dev/federation/v2.9",
  federationDirectives: ["@key", "@listSize", "@shareable"],
};
