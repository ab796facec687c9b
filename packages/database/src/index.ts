export { type AnyDatabase, connect, type Connection, type ConnectOptions, type Database } from "./connect.ts";
export { brokenConstraint, sqlState } from "./failed-statement.ts";
export { migrate } from "./migrate.ts";
export { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded/embedded-postgres.ts";
export { insertAll } from "./insert-all.ts";
export { type Statement, tablesReadThrough } from "./read-through.ts";
