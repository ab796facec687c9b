import * as oauth from "oauth4webapi";

const tokenKey = "linli-explorer-token";
const pendingKey = "linli-explorer-pending";

/** The access token of whoever signed in on this tab; null for a visitor, and once it has ended. */
export function tokenInHand() {
  const kept = JSON.parse(sessionStorage.getItem(tokenKey) ?? "null");
  return kept && kept.until > Date.now() ? kept.token : null;
}

/** This page, where the issuer sends people back to. */
const here = () => location.origin + location.pathname;

async function issuerOf(settings) {
  const issuer = new URL(settings.issuer);
  const options = { algorithm: "oidc", [oauth.allowInsecureRequests]: issuer.protocol === "http:" };
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
  return { server, options };
}

/** Sends the person to the issuer: authorization code with PKCE. */
export async function signIn(settings) {
  const { server } = await issuerOf(settings);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  sessionStorage.setItem(pendingKey, JSON.stringify({ verifier, state }));
  const url = new URL(server.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: settings.clientId,
    redirect_uri: here(),
    response_type: "code",
    scope: "openid",
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  location.assign(url);
}

/** Changes the code that the issuer sent the person back with for a token. Does nothing on any other visit. */
export async function comeBack(settings) {
  const pending = JSON.parse(sessionStorage.getItem(pendingKey) ?? "null");
  const url = new URL(location.href);
  if (!pending || !url.searchParams.has("state")) return;
  sessionStorage.removeItem(pendingKey);
  try {
    const { server, options } = await issuerOf(settings);
    const client = { client_id: settings.clientId };
    const answer = oauth.validateAuthResponse(server, client, url, pending.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      answer,
      here(),
      pending.verifier,
      options,
    );
    const { access_token: token, expires_in: seconds = 300 } = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      response,
    );
    sessionStorage.setItem(tokenKey, JSON.stringify({ token, until: Date.now() + seconds * 1000 }));
  } catch (error) {
    console.error("Sign-in failed", error);
  }
  history.replaceState(null, "", here());
}

/** Forgets the token on this tab. The issuer's session is the issuer's. */
export function signOut() {
  sessionStorage.removeItem(tokenKey);
  location.replace(here());
}
