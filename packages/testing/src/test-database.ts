import { randomUUID } from "node:crypto";
import { Client, escapeIdentifier } from "pg";
import { inject } from "vitest";

export type TestDatabase = { url: string; drop(): Promise<void> };

export type TestDatabaseOptions = {
  /** The service's name: tests of the same service share a template. */
  name: string;
  /** Brings an empty database to the service's schema, and closes its connections. Runs once a run. */
  migrate: (url: string) => Promise<void>;
};

/** A fresh, migrated database for one test or test file. */
export async function createTestDatabase({ name, migrate }: TestDatabaseOptions): Promise<TestDatabase> {
  const template = `template_${name}`;
  const database = `${name}_${randomUUID()}`;
  await asAdmin(async (admin) => {
    await ensureTemplate(admin, template, migrate);
    // Without fsync a copy of files is faster than one through the log.
    await admin.query(
      `create database ${escapeIdentifier(database)} template ${escapeIdentifier(template)} strategy file_copy`,
    );
  });
  return {
    url: urlOf(database),
    drop: () =>
      asAdmin(async (admin) => {
        await admin.query(`drop database if exists ${escapeIdentifier(database)} with (force)`);
      }),
  };
}

/** The lock makes other workers wait; the rename at the end keeps a half-migrated template out of use. */
async function ensureTemplate(admin: Client, template: string, migrate: TestDatabaseOptions["migrate"]) {
  if (await exists(admin, template)) return;
  await admin.query("select pg_advisory_lock(hashtext($1))", [template]);
  if (await exists(admin, template)) return;
  const draft = `${template}_draft`;
  await admin.query(`drop database if exists ${escapeIdentifier(draft)} with (force)`);
  await admin.query(`create database ${escapeIdentifier(draft)}`);
  await migrate(urlOf(draft));
  await admin.query(`alter database ${escapeIdentifier(draft)} rename to ${escapeIdentifier(template)}`);
}

async function exists(admin: Client, database: string) {
  return (await admin.query("select from pg_database where datname = $1", [database])).rowCount === 1;
}

function urlOf(database: string) {
  const url = new URL(inject("postgres").adminUrl);
  url.pathname = database;
  return url.href;
}

/** The advisory lock, if taken, ends with the connection. */
async function asAdmin(work: (admin: Client) => Promise<void>) {
  const admin = new Client(inject("postgres").adminUrl);
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
