import type { Database } from "@linli/database";
import type { relations } from "./relations.ts";

export type Db = Database<typeof relations>;
