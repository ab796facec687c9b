import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

/** Any number: it only has to be the same for all who migrate. */
const migrationLock = 7_230_512;

/** Applies the migrations of a folder that the database does not have yet. Several instances may start at once. */
export async function migrate(url: string, folder: URL): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await applyMigrations(drizzle({ client }), { migrationsFolder: fileURLToPath(folder) });
  } finally {
    await client.end();
  }
}
