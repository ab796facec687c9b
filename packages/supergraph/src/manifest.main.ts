import { glob, readFile, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { supergraphFile } from "./committed.ts";
import { manifestOf } from "./manifest.ts";

/** `manifest.main.ts OUT FOLDER…`: writes the manifest of the operations in `*.graphql` below each front end's folder. */
const [out, ...folders] = process.argv.slice(2);

// A package script runs in the package's folder; a relative path is meant from where the user stands.
const given = (path: string) => resolve(process.env["INIT_CWD"] ?? ".", path);

async function sourcesIn(folder: string) {
  const files = await Array.fromAsync(
    glob("**/*.graphql", { cwd: folder, exclude: (name) => name === "node_modules" }),
  );
  return Promise.all(
    files.toSorted().map(async (file) => {
      const path = resolve(folder, file);
      return { file: relative(process.cwd(), path), text: await readFile(path, "utf8") };
    }),
  );
}

try {
  if (out === undefined || folders.length === 0) throw new Error("Usage: OUT FOLDER…");
  const frontEnds = await Promise.all(folders.map((folder) => sourcesIn(given(folder))));
  const manifest = manifestOf(frontEnds, await readFile(supergraphFile, "utf8"));
  await writeFile(given(out), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`${out} holds ${manifest.operations.length} operations.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
