import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startOptions } from "../start-options.ts";

type Start = { supergraph: string; port: number };
/** How a gateway is started over a supergraph on a port of 127.0.0.1. */
type Command = { file: string; args: readonly string[]; env?: Readonly<Record<string, string>> };

export type Contestant = {
  name: string;
  what: string;
  /** Absent for programs that are taken along only where they are installed. */
  binary?: string;
  command(start: Start): Command;
};

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Where Hive Gateway is installed when it is first needed. */
export const hiveFolder = path("../../hive/");

/** Ours refuses what a stranger should not ask; here everybody asks it, as fast as it answers. */
const enough = 1_000_000_000;
const unlimited = {
  LIMITS: JSON.stringify({ depth: 100, cost: enough }),
  VIEWER_POINTS: String(enough),
  ADDRESS_POINTS: String(enough),
  CAPACITY: '{"inFlight":100000,"eventLoopDelayMs":600000}',
  SUBGRAPH_TIMEOUT_MS: "600000",
};

const node = (...args: string[]): Pick<Command, "args" | "file"> => ({ file: process.execPath, args });
const hive = ({ supergraph, port }: Start, ...more: string[]): Command =>
  node(
    join(hiveFolder, "node_modules/@graphql-hive/gateway/dist/bin.js"),
    "supergraph",
    supergraph,
    "--host=127.0.0.1",
    `--port=${port}`,
    ...more,
  );

const gatewayMain = path("../../../gateway/src/main.ts");

const contestants: readonly Contestant[] = [
  {
    name: "ours",
    what: "apps/gateway",
    command: ({ supergraph, port }) => ({
      ...node(...startOptions(gatewayMain), gatewayMain),
      env: { SUPERGRAPH: supergraph, PORT: String(port), ...unlimited },
    }),
  },
  {
    name: "stock",
    what: "@apollo/gateway and @apollo/server, standalone",
    command: ({ supergraph, port }) => node(path("stock.main.ts"), supergraph, String(port)),
  },
  { name: "hive", what: "Hive Gateway", command: (start) => hive(start) },
  {
    name: "hive-router-runtime",
    what: "Hive Gateway with its router runtime",
    command: (start) => hive(start, "--hive-router-runtime"),
  },
  {
    name: "apollo-router",
    what: "Apollo Router, native",
    binary: "router",
    command: ({ supergraph, port }) => ({
      file: "router",
      args: ["--supergraph", supergraph],
      env: { APOLLO_ROUTER_LISTEN_ADDRESS: `127.0.0.1:${port}`, APOLLO_ROUTER_LOG: "error" },
    }),
  },
  {
    name: "hive-router",
    what: "Hive Router, native",
    binary: "hive_router",
    command: ({ supergraph, port }) => ({
      file: "hive_router",
      args: [],
      env: { SUPERGRAPH_FILE_PATH: supergraph, HOST: "127.0.0.1", PORT: String(port) },
    }),
  },
];

/** Those of these names, or all; native ones only where the search path has them. */
export function contestantsFor(only: readonly string[] | undefined, searchPath: string): Contestant[] {
  const unknown = only?.filter((name) => !contestants.some((each) => each.name === name)) ?? [];
  if (unknown.length > 0) {
    const names = contestants.map(({ name }) => name).join(", ");
    throw new Error(`There is no gateway "${unknown[0]}" to compare; there are: ${names}`);
  }
  const found = contestants.filter(
    ({ name, binary }) =>
      (only === undefined || only.includes(name)) && (binary === undefined || isThere(binary, searchPath)),
  );
  const missing = only?.find((name) => !found.some((each) => each.name === name));
  if (missing) throw new Error(`The gateway "${missing}" is not on the PATH.`);
  return found;
}

function isThere(binary: string, searchPath: string): boolean {
  return searchPath.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, binary), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
