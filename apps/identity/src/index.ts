export type { Accounts, PersonaAccount } from "./accounts.ts";
export { demoClients } from "./clients.ts";
export { demoAccounts, demoPersonas } from "./demo.ts";
export { createIdentity, type Identity, type IdentityOptions } from "./identity.ts";
export { createIdentityKeys, type IdentityKeys } from "./keys.ts";
