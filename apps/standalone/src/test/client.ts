import type { PersonaName } from "@linli/demo-world";
import { keepForSearch, type Result } from "@linli/testing";
import { z } from "zod";

type Answer = Result & { status: number; headers: Headers };

export type Client = {
  /** Asks the gateway, with a bearer token or as a visitor. */
  ask(query: string, variables?: object, token?: string): Promise<Answer>;
  /** A token of a persona or of anybody in the demo world, by the persona grant. */
  token(who: PersonaName | { personId: string }): Promise<string>;
};

const granted = z.object({ access_token: z.string() });

/** What a front end or a till does with a running platform. */
export function client({ url, issuer }: { url: string; issuer: string }): Client {
  return {
    async ask(query, variables = {}, token) {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
      });
      const result = (await response.json()) as Result;
      keepForSearch(result.errors);
      return { ...result, status: response.status, headers: response.headers };
    },
    async token(who) {
      const response = await fetch(`${issuer}/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "urn:linli:grant-type:persona",
          client_id: "linli-cli",
          ...(typeof who === "string" ? { persona: who } : { subject: who.personId }),
        }),
      });
      return granted.parse(await response.json()).access_token;
    },
  };
}
