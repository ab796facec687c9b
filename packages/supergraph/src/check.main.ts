import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readIfThere, readSubgraphs, repository, supergraphFile, supergraphPath } from "./committed.ts";
import { composeSupergraph } from "./compose.ts";
import { breakingChanges } from "./contract.ts";
import { readOperations } from "./read-operations.ts";
import { brokenOperations } from "./usage.ts";

/**
 * `check.main.ts [git ref] [--usage FILE]…`: with a ref, the graph is also compared with the one of that version; with
 * usage files of the gateway or manifests of documents, the operations in them that would break are named.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { usage: { type: "string", multiple: true, default: [] } },
});
const [base] = positionals;

try {
  const { supergraphSdl } = composeSupergraph(await readSubgraphs());
  if ((await readIfThere(supergraphFile)) !== supergraphSdl) {
    throw new Error(
      `${supergraphPath} is not what the services' schemas compose to: run "pnpm schema" and commit it.`,
    );
  }
  if (values.usage.length > 0 && base === undefined)
    throw new Error("--usage tells what a change would break: name the version to compare with.");
  if (base !== undefined) {
    const committed = supergraphAt(base);
    const breaking = breakingChanges(committed, supergraphSdl);
    if (values.usage.length > 0) {
      const files = values.usage.map((path) => resolve(process.env["INIT_CWD"] ?? ".", path));
      const operations = (await Promise.all(files.map(readOperations))).flat();
      const broken = brokenOperations(operations, committed, supergraphSdl);
      const known = `${operations.length} known operations`;
      if (broken.length > 0) breaking.push(`of ${known} it breaks ${broken.length}:`, ...broken);
      else console.log(`None of ${known} breaks.`);
    }
    if (breaking.length > 0)
      throw new Error([`This breaks clients of the graph of ${base}:`, ...breaking].join("\n- "));
  }
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
