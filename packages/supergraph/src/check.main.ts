import { execFileSync } from "node:child_process";
import { readIfThere, readSubgraphs, repository, supergraphFile, supergraphPath } from "./committed.ts";
import { composeSupergraph } from "./compose.ts";
import { breakingChanges } from "./contract.ts";

/** `check.main.ts [git ref]`: with a ref, the graph is also compared with the one of that version. */
const [base] = process.argv.slice(2);

try {
  const { supergraphSdl } = composeSupergraph(await readSubgraphs());
  if ((await readIfThere(supergraphFile)) !== supergraphSdl) {
    throw new Error(
      `${supergraphPath} is not what the services' schemas compose to: run "pnpm schema" and commit it.`,
    );
  }
  const breaking = base === undefined ? [] : breakingChanges(supergraphAt(base), supergraphSdl);
  if (breaking.length > 0)
    throw new Error([`This breaks clients of the graph of ${base}:`, ...breaking].join("\n- "));
  console.log(`${supergraphPath} is what the services' schemas compose to.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function supergraphAt(ref: string): string {
  return execFileSync("git", ["show", `${ref}:${supergraphPath}`], {
    cwd: repository,
    encoding: "utf8",
    stdio: "pipe",
  });
}
