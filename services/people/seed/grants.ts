import { insertAll } from "@linli/database";
import { denials as demoDenials, grants as demoGrants } from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import { denials, grants } from "../src/db/tables.ts";
import type { Part } from "./seeding.ts";

/** The rights that were given by hand, handed on and taken away. */
export const layOutGrants: Part = async ({ tx, on }) => ({
  授权: await insertAll(
    tx,
    grants,
    demoGrants.map(({ startsMonthsAgo, endsMonthsAgo, ...grant }) => ({
      ...grant,
      from: midnight(on(startsMonthsAgo)),
      until: midnight(on(endsMonthsAgo)),
    })),
  ),
  禁权: await insertAll(
    tx,
    denials,
    demoDenials.map(({ startsMonthsAgo, ...denial }) => ({
      ...denial,
      from: midnight(on(startsMonthsAgo)),
    })),
  ),
});
