import { connect } from "@linli/database";
import { relations } from "../db/relations.ts";
import { defaultPolicies, policies } from "../policies/policy.rules.ts";
import { purgeRecordsOfMinors } from "./retention.actions.ts";

// pnpm retention: removes what people may no longer keep about minors, in the database at DATABASE_URL. To be run each day.
const { DATABASE_URL: url, POLICIES } = process.env;
if (!url) {
  console.error("Set DATABASE_URL to the people database.");
  process.exit(2);
}
const { db, close } = connect({ url, relations });
try {
  const { guardianships, endedBefore } = await purgeRecordsOfMinors({
    db,
    now: () => new Date(),
    policies: POLICIES ? policies.parse(JSON.parse(POLICIES)) : defaultPolicies,
  });
  console.log(`Removed ${guardianships} guardianships that were over before ${endedBefore}.`);
} finally {
  await close();
}
