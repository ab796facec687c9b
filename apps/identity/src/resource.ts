import type { ResourceServer } from "oidc-provider";

/** The graph, as a client may name it (RFC 8707); every access token is for it. */
export const graph = "urn:linli:graph";

/** Seconds that an access token is good for. */
export const accessTokenLifetime = 60 * 60;

export const graphServer: ResourceServer = {
  scope: "",
  audience: "linli",
  accessTokenFormat: "jwt",
  jwt: { sign: { alg: "ES256" } },
};
