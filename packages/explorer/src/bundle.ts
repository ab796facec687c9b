import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const page = fileURLToPath(new URL("../page/", import.meta.url));
const cache = fileURLToPath(new URL("../../../node_modules/.cache/linli-explorer/", import.meta.url));
const require = createRequire(import.meta.url);

const scripts = {
  page: join(page, "page.jsx"),
  "editor.worker": require.resolve("monaco-editor/esm/vs/editor/editor.worker.js"),
  "json.worker": require.resolve("monaco-editor/esm/vs/language/json/json.worker.js"),
  "graphql.worker": require.resolve("monaco-graphql/esm/graphql.worker.js"),
};

export type Bundle = {
  /** Changes with whatever is in it. */
  version: string;
  /** Contents by file name. */
  files: ReadonlyMap<string, Buffer>;
};

/** The page's scripts, styles and fonts, made of what is installed: in some seconds the first time, then kept. */
export async function bundle(): Promise<Bundle> {
  const version = await versionOf();
  const folder = join(cache, version);
  const files = (await read(folder)) ?? (await build(folder));
  return { version, files };
}

/** A hash of the page's sources and of the versions of what goes into it. */
async function versionOf(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(page)).toSorted()) hash.update(await readFile(join(page, name)));
  hash.update(await readFile(new URL("../package.json", import.meta.url)));
  for (const name of ["graphiql", "esbuild"]) {
    hash.update(await readFile(join(dirname(require.resolve(`${name}/package.json`)), "package.json")));
  }
  return hash.digest("hex").slice(0, 16);
}

async function build(folder: string): Promise<Bundle["files"]> {
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, "new-"));
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: scripts,
    outdir: fresh,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    loader: { ".ttf": "file" },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  });
  // Another process may have been faster.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  return (await read(folder))!;
}

async function read(folder: string): Promise<Bundle["files"] | undefined> {
  try {
    const names = await readdir(folder);
    const files = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
    return new Map(await Promise.all(files));
  } catch {
    return undefined;
  }
}
