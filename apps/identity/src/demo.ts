import { people, personas } from "@linli/demo-world";
import type { Accounts, PersonaAccount } from "./accounts.ts";

const names = new Map(people.map(({ id, name }) => [id, name]));

/** Everybody in the demo world, each known by the person's id. */
export const demoAccounts: Accounts = { knows: (subject) => names.has(subject) };

export const demoPersonas: readonly PersonaAccount[] = personas.map(({ name, personId, label, hint }) => ({
  name,
  subject: personId,
  displayName: names.get(personId)!,
  label,
  hint,
}));
