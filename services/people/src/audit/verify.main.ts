import { connect } from "@linli/database";
import { relations } from "../db/relations.ts";
import { checkChain } from "./audit.store.ts";

// pnpm audit:verify: checks the audit log of the people database at DATABASE_URL, link by link.
const url = process.env["DATABASE_URL"];
if (!url) {
  console.error("Set DATABASE_URL to the people database.");
  process.exit(2);
}
const { db, close } = connect({ url, relations });
try {
  const { checked, broken, head } = await checkChain(db, (count) =>
    console.log(`${count.toLocaleString("en")} entries checked`),
  );
  if (broken) {
    console.error(`The chain is broken at entry ${broken.sequence} (${broken.kind}).`);
    process.exitCode = 1;
  } else {
    console.log(`The chain holds: ${checked.toLocaleString("en")} entries, head ${head}.`);
  }
} finally {
  await close();
}
