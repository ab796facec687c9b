import { insertAll } from "@linli/database";
import { birthDateOf, demoIssuer, people } from "@linli/demo-world";
import { accounts, persons } from "../src/db/tables.ts";
import type { Part } from "./seeding.ts";

/** Everybody, each with a sign-in. */
export const layOutPersons: Part = async ({ tx, today }) => ({
  人员: await insertAll(
    tx,
    persons,
    people.map(({ id, name, phone, ...person }) => ({
      id,
      name,
      phone,
      birthDate: birthDateOf(person, today),
    })),
  ),
  账号: await insertAll(
    tx,
    accounts,
    people.map(({ id }) => ({ issuer: demoIssuer, subject: id, personId: id })),
  ),
});
