import { errors, type Provider } from "oidc-provider";
import type { Accounts, PersonaAccount } from "./accounts.ts";
import { graph, graphServer } from "./resource.ts";

export const personaGrantType = "urn:linli:grant-type:persona";

const refuse = (description: string) => new errors.CustomOIDCProviderError("invalid_grant", description);

type Parameters = { persona?: string; subject?: string };

/**
 * A token in one request, without a sign-in, by persona or by subject: for command lines and load tests of a demo. It is
 * the same kind of token that a sign-in yields. Nothing of it exists unless this is called.
 */
export function allowPersonaGrant(
  provider: Provider,
  personas: readonly PersonaAccount[],
  accounts: Accounts,
) {
  async function subjectOf({ persona, subject }: Parameters): Promise<string> {
    if ((persona === undefined) === (subject === undefined)) {
      throw new errors.InvalidRequest("name either a persona or a subject");
    }
    if (subject !== undefined) {
      if (await accounts.knows(subject)) return subject;
      throw refuse("nobody is known by this subject");
    }
    const found = personas.find(({ name }) => name === persona);
    if (!found) throw refuse(`no such persona; there are ${personas.map(({ name }) => name).join(", ")}`);
    return found.subject;
  }

  provider.registerGrantType<Parameters>(
    personaGrantType,
    async (ctx) => {
      const { client, params } = ctx.oidc;
      const accountId = await subjectOf(params);
      const grantId = await new provider.Grant({ accountId, clientId: client.clientId }).save();
      const resourceServer = new provider.ResourceServer(graph, graphServer);
      const token = new provider.AccessToken({
        accountId,
        client,
        grantId,
        gty: "persona",
        resourceServer,
      });
      ctx.body = {
        access_token: await token.save(),
        token_type: token.tokenType,
        expires_in: token.expiration,
      };
    },
    ["persona", "subject"],
  );
}
