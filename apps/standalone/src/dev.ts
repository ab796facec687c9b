import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const watched = globSync(
  [
    "{apps,packages,services}/*/src",
    "services/*/migrations",
    "services/*/seed*",
    "packages/supergraph/*.graphql",
  ],
  { cwd: repository },
);

// Node stops the platform gracefully and starts it again, on the same data folder, whenever one of these changes.
const platform = spawn(
  process.execPath,
  [
    "--watch-preserve-output",
    ...watched.map((path) => `--watch-path=${resolve(repository, path)}`),
    fileURLToPath(new URL("main.ts", import.meta.url)),
  ],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => platform.kill(signal));
}
platform.on("exit", (code) => process.exit(code ?? 0));
