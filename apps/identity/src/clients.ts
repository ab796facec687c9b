import type { ClientMetadata } from "oidc-provider";
import { z } from "zod";
import { personaGrantType } from "./persona-grant.ts";

const isHttps = (url: string) => URL.parse(url)?.protocol === "https:";

/** A real client, in the words of OpenID Connect Dynamic Client Registration. The provider checks the rest. */
export const clientMetadata = z.looseObject({
  client_id: z.string().min(1),
  redirect_uris: z.array(z.string().refine(isHttps, "must be an https address")).min(1),
});

/** What a client needs so that its browsers may come back to these origins. */
const webClient = (client_id: string, origins: readonly string[]): ClientMetadata => ({
  client_id,
  client_name: "邻里",
  token_endpoint_auth_method: "none",
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
  redirect_uris: origins.map((origin) => `${origin}/callback`),
  post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
});

// The front ends as they are developed: Vite's own port and the next ones.
const developmentOrigins = [5173, 5174, 5175, 5176].map((port) => `http://localhost:${port}`);

/**
 * The clients of a demo: `linli-web` for front ends on this machine, `linli-explorer` for the gateway's page to try
 * operations, `linli-cli` for tokens in one request.
 */
export function demoClients(issuer: string): ClientMetadata[] {
  const { origin } = new URL(issuer);
  return [
    webClient("linli-web", [origin, ...developmentOrigins]),
    { ...webClient("linli-explorer", [origin]), redirect_uris: [`${origin}/explorer`] },
    {
      client_id: "linli-cli",
      token_endpoint_auth_method: "none",
      grant_types: [personaGrantType],
      response_types: [],
      redirect_uris: [],
    },
  ];
}
