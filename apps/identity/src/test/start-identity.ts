import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import {
  createIdentity,
  createIdentityKeys,
  demoAccounts,
  demoClients,
  demoPersonas,
  type IdentityOptions,
} from "../index.ts";
import { listen } from "./listen.ts";

const notFound: RequestListener = (_req, res) => void res.writeHead(404).end();

/** A platform's server on a free port, identity mounted under a path of it (or alone, without a path). */
export async function startIdentity(path = "/identity", change: Partial<IdentityOptions> = {}) {
  let answer = notFound;
  const server = createServer((req, res) => answer(req, res));
  const port = await listen(server);

  const issuer = `http://localhost:${port}${path}`;
  const identity = createIdentity({
    issuer,
    clients: demoClients(issuer),
    ...(await createIdentityKeys()),
    accounts: demoAccounts,
    personas: demoPersonas,
    ...change,
  });
  answer = (req, res) => (identity.handles(req.url ?? "") ? identity.listener(req, res) : notFound(req, res));

  return {
    issuer,
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
