import type { Db } from "./client.ts";

/** What is made once for a database, as a statement is that is prepared: in a rush, parsing and planning cost more than running. */
export function perDatabase<Made>(make: (db: Db) => Made): (db: Db) => Made {
  const made = new WeakMap<Db, Made>();
  return (db) => {
    const known = made.get(db) ?? make(db);
    made.set(db, known);
    return known;
  };
}
