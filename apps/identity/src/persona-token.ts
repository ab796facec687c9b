import { z } from "zod";
import { personaGrantType } from "./persona-grant.ts";

const answer = z.object({ access_token: z.string() });
const refusal = z.object({ error: z.string(), error_description: z.string().optional() });

/** Asks a running platform for a token of a persona, or of a person by id. Throws one clear sentence when it can't be had. */
export async function personaToken(
  issuer: string,
  who: { persona: string } | { subject: string },
): Promise<string> {
  const body = new URLSearchParams({
    grant_type: personaGrantType,
    client_id: "linli-cli",
    ...who,
  });
  const response = await fetch(`${issuer}/token`, { method: "POST", body }).catch(() => {
    throw new Error(
      `Nothing answers at ${issuer}. Start the platform first: pnpm start (PORT or ISSUER say where it is).`,
    );
  });
  const content: unknown = await response.json().catch(() => undefined);
  const token = answer.safeParse(content);
  if (token.success) return token.data.access_token;
  const refused = refusal.safeParse(content);
  if (!refused.success)
    throw new Error(`What answers at ${issuer} is not Linli's identity provider (HTTP ${response.status}).`);
  const { error, error_description } = refused.data;
  if (error === "invalid_client" || error === "unsupported_grant_type") {
    throw new Error(`The platform at ${issuer} has no demo sign-ins.`);
  }
  throw new Error(`The platform at ${issuer} refused: ${error_description ?? error}.`);
}

/** Tokens of many people, in their order, at most eight requests at a time. */
export async function personTokens(issuer: string, subjects: readonly string[]): Promise<string[]> {
  const tokens: string[] = [];
  const waiting = subjects.entries();
  const work = async () => {
    for (const [index, subject] of waiting) tokens[index] = await personaToken(issuer, { subject });
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return tokens;
}
