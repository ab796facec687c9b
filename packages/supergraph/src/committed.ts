import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { SubgraphSource } from "./compose.ts";

const root = new URL("../../../", import.meta.url);

/** The repository's folder, where git runs. */
export const repository = fileURLToPath(root);

/** The committed contract, from the repository's folder. */
export const supergraphPath = "packages/supergraph/supergraph.graphql";
export const supergraphFile = new URL(supergraphPath, root);

/** Where the gateway finds each service unless it is told otherwise. */
const urls: Record<string, string> = {
  people: "http://127.0.0.1:4001/graphql",
  projects: "http://127.0.0.1:4002/graphql",
  merchants: "http://127.0.0.1:4003/graphql",
  meetings: "http://127.0.0.1:4004/graphql",
};

/** Every service's committed schema; the service's name is its folder's. */
export async function readSubgraphs(): Promise<SubgraphSource[]> {
  const folders = await readdir(new URL("services/", root), { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.toSorted().map(readSubgraph));
}

async function readSubgraph(name: string): Promise<SubgraphSource> {
  const url = urls[name];
  if (!url) throw new Error(`services/${name} has no url: add one in packages/supergraph/src/committed.ts.`);
  const sdl = await readIfThere(new URL(`services/${name}/schema.graphql`, root));
  if (sdl === undefined) throw new Error(`services/${name}/schema.graphql is missing: run "pnpm schema".`);
  return { name, url, sdl };
}

/** A file's text; undefined where there is no such file. */
export async function readIfThere(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
