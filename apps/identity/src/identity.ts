import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ClientMetadata } from "oidc-provider";
import type { Logger } from "pino";
import type { Accounts, PersonaAccount } from "./accounts.ts";
import type { IdentityKeys } from "./keys.ts";
import { allowPersonaGrant } from "./persona-grant.ts";
import { createProvider } from "./provider.ts";
import { signIn } from "./sign-in.ts";

export type IdentityOptions = IdentityKeys & {
  /** Its path, if it has one, is the prefix under which the listener is mounted. */
  issuer: string;
  clients: readonly ClientMetadata[];
  accounts: Accounts;
  /** Sign-ins without a secret, and the persona grant. Demos only. */
  personas?: readonly PersonaAccount[];
  logger?: Logger;
};

export type Identity = {
  issuer: string;
  /** Whether a request's path (`req.url`) is identity's to answer. */
  handles(url: string): boolean;
  /** Answers a request; its body must not have been read. */
  listener: RequestListener;
};

/** An OpenID provider as a listener of Node's `http`: a server of its own, or a path of another one. */
export function createIdentity({
  issuer,
  clients,
  jwks,
  cookieKeys,
  accounts,
  personas = [],
  logger,
}: IdentityOptions): Identity {
  const provider = createProvider(issuer, clients, { jwks, cookieKeys }, accounts);
  if (personas.length > 0) allowPersonaGrant(provider, personas, accounts);
  provider.on("server_error", (_ctx, error) => logger?.error({ err: error }, "identity failed to answer"));

  const answer = provider.callback();
  const interact = signIn(provider, personas);
  const { host, protocol, pathname } = new URL(issuer);
  const prefix = pathname.replace(/\/$/, "");

  function listener(req: IncomingMessage, res: ServerResponse) {
    const path = req.url ?? "/";
    // The provider takes its mount path from the difference of the two.
    Object.assign(req, {
      originalUrl: path,
      url: path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path,
    });
    // Its endpoints are the issuer's, whatever a request says of its host.
    Object.assign(req.headers, {
      "x-forwarded-host": host,
      "x-forwarded-proto": protocol.slice(0, -1),
    });
    const uid = /^\/interaction\/([\w-]+)$/.exec(req.url ?? "")?.[1];
    const answered = uid === undefined ? answer(req, res) : interact(req, res, uid);
    answered.catch((error: unknown) => {
      logger?.error({ err: error }, "identity failed to answer");
      if (!res.headersSent) res.writeHead(500).end();
    });
  }

  return { issuer, handles: (url) => url.startsWith(`${prefix}/`), listener };
}
