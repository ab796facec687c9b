import { writeFile } from "node:fs/promises";
import { composeSupergraph } from "./compose.ts";
import { readIfThere, readSubgraphs, supergraphFile, supergraphPath } from "./committed.ts";
import { breakingChanges } from "./contract.ts";

try {
  const subgraphs = await readSubgraphs();
  const { supergraphSdl } = composeSupergraph(subgraphs);
  const committed = await readIfThere(supergraphFile);
  const breaking = committed === undefined ? [] : breakingChanges(committed, supergraphSdl);
  if (breaking.length > 0) {
    console.warn(
      ["This breaks clients of the present graph; it is written all the same:", ...breaking].join("\n- "),
    );
  }
  await writeFile(supergraphFile, supergraphSdl);
  console.log(`${supergraphPath} is composed of ${subgraphs.map(({ name }) => name).join(", ")}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
