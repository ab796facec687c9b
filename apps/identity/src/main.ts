import { once } from "node:events";
import { createServer } from "node:http";
import { stopOnSignal } from "@linli/process";
import { pino } from "pino";
import { demoClients } from "./clients.ts";
import { readConfig } from "./config.ts";
import { demoAccounts, demoPersonas } from "./demo.ts";
import { createIdentity } from "./identity.ts";
import { createIdentityKeys } from "./keys.ts";

const { production, port, logLevel, issuer, clients, jwks, cookieKeys } = readConfig(process.env);
const logger = pino({ name: "identity", level: logLevel });
const created = await createIdentityKeys();

const identity = createIdentity({
  issuer,
  clients: production ? clients : [...demoClients(issuer), ...clients],
  jwks: jwks ?? created.jwks,
  cookieKeys: cookieKeys ?? created.cookieKeys,
  accounts: production ? { knows: () => false } : demoAccounts,
  personas: production ? [] : demoPersonas,
  logger,
});

const server = createServer(identity.listener).listen(port, "127.0.0.1", () => {
  logger.info({ issuer, port }, "identity is ready");
});
stopOnSignal(async () => {
  server.close();
  await once(server, "close");
}, logger);
