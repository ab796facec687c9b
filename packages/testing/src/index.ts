export {
  type Asker,
  askers,
  type Authority,
  type FieldCase,
  type MutationCase,
  signedIn,
} from "./authority.ts";
export { constraintOf } from "./constraint-of.ts";
export { freePorts } from "./free-ports.ts";
export { keepForSearch, runLogger } from "./run-log.ts";
export { personalDataGaps } from "./personal-data-gaps.ts";
export { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from "./test-database.ts";
export {
  createServiceHarness,
  type Result,
  type ServiceHarness,
  startServiceHarness,
} from "./service-harness.ts";
