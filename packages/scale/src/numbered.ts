import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";

/** The id that this text always has, in the layout of version 7. */
export function numberedId(text: string): string {
  const digest = createHash("md5").update(text).digest("hex");
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-7${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20)}`;
}

/** The same in SQL, as `pg_temp.fixed_id`; for this session alone. */
export const makeNumberedId = sql`
  create or replace function pg_temp.fixed_id(name text) returns uuid language sql immutable as $$
    select overlay(overlay(md5(name) placing '7' from 13) placing '8' from 17)::uuid $$`;

/** `pg_temp.dice`: a whole number from 0 up to, not including, `below`, that is always the same for the same text. */
export const makeDice = sql`
  create or replace function pg_temp.dice(name text, below int) returns int language sql immutable as $$
    select (('x' || substr(md5(name), 1, 7))::bit(28)::int % below) $$`;
