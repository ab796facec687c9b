import type { ClientMetadata } from "oidc-provider";
import { errors, type KoaContextWithOIDC, Provider } from "oidc-provider";
import type { Accounts } from "./accounts.ts";
import type { IdentityKeys } from "./keys.ts";
import { memoryStore } from "./memory-store.ts";
import { errorPage, setPageHeaders, signedOutPage, signOutPage } from "./pages.ts";
import { accessTokenLifetime, graph, graphServer } from "./resource.ts";

const hour = 60 * 60;
const day = 24 * hour;

/** OpenID Connect as Linli uses it: authorization code with PKCE, access tokens as JWTs for the graph. */
export function createProvider(
  issuer: string,
  clients: readonly ClientMetadata[],
  { jwks, cookieKeys }: IdentityKeys,
  accounts: Accounts,
): Provider {
  const mountPath = new URL(issuer).pathname.replace(/\/$/, "");

  const provider = new Provider(issuer, {
    adapter: () => memoryStore(),
    clients: [...clients],
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    jwks,
    cookies: {
      keys: cookieKeys,
      names: { session: "linli_session", interaction: "linli_interaction", resume: "linli_resume" },
    },
    claims: { openid: ["sub"] },
    scopes: ["openid", "offline_access"],
    responseTypes: ["code"],
    pkce: { required: () => true },
    ttl: {
      AccessToken: accessTokenLifetime,
      AuthorizationCode: 60,
      IdToken: hour,
      Interaction: 10 * 60,
      Session: 14 * day,
      Grant: 14 * day,
      RefreshToken: 14 * day,
    },
    interactions: { url: (_ctx, { uid }) => `${mountPath}/interaction/${uid}` },
    findAccount: async (_ctx, subject) =>
      (await accounts.knows(subject)) ? { accountId: subject, claims: () => ({ sub: subject }) } : undefined,
    loadExistingGrant: grantEverythingToOurClients,
    clientBasedCORS: (_ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => graph,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== graph) throw new errors.InvalidTarget();
          return graphServer;
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => show(ctx, signOutPage(form)),
        postLogoutSuccessSource: (ctx) => show(ctx, signedOutPage()),
      },
    },
    renderError: (ctx) => show(ctx, errorPage()),
  });
  // The listener says where a request was sent to: the issuer.
  provider.proxy = true;
  return provider;
}

/** All clients are the operator's own: nobody is asked to consent to them. */
async function grantEverythingToOurClients({ oidc }: KoaContextWithOIDC) {
  const { client, provider, session, result } = oidc;
  const existing = result?.consent?.grantId ?? (client && session?.grantIdFor(client.clientId));
  if (existing) return provider.Grant.find(existing);
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
  grant.addOIDCScope("openid offline_access");
  await grant.save();
  return grant;
}

function show(ctx: KoaContextWithOIDC, page: string) {
  setPageHeaders(ctx.res);
  ctx.type = "html";
  ctx.body = page;
}
