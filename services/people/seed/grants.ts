import { insertAll } from "@linli/database";
import { grants as demoGrants } from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import { grants } from "../src/db/tables.ts";
import type { Part } from "./seeding.ts";

/** The rights that were given by hand. */
export const layOutGrants: Part = async ({ tx, on }) => ({
  授权: await insertAll(
    tx,
    grants,
    demoGrants.map(({ startsMonthsAgo, ...grant }) => ({
      ...grant,
      source: "MANUAL" as const,
      from: midnight(on(startsMonthsAgo)),
    })),
  ),
});
