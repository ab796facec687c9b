import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeSupergraph } from "@linli/supergraph";
import { aimLines } from "./aims.ts";
import { firstDifference, hashOf } from "./compare-answers.ts";
import { type Contestant, contestantsFor } from "./contestants.ts";
import { type GatewayProcess, startGateway } from "./gateway-process.ts";
import { installHive } from "./hive.ts";
import { putLoad } from "./load.ts";
import type { Options } from "./options.ts";
import { pinThis } from "./pinned.ts";
import { profiled, topSelfTimes } from "./profile.ts";
import { type Contender, disturbing, type Figures, medians, round, warmUp } from "./rounds.ts";
import { storefrontSubgraphs } from "./services/storefront.ts";
import { type Services, startServices } from "./services/services-process.ts";
import { type Line, table } from "./table.ts";
import { families, type Family, type Workload } from "./workloads/workload.ts";
import { workloads } from "./workloads/workloads.ts";

/** The gateway has a core for itself; what asks it and what it asks share another. */
const gatewayCore = 0;
const otherCore = 1;
const warmUpSeconds = 4;

const committedSupergraph = new URL("../../../../packages/supergraph/supergraph.graphql", import.meta.url);

type Bench = {
  options: Options;
  folder: string;
  searchPath: string;
  /** Aborted when no more rounds are to begin; what has been measured is shown. */
  stopping: AbortSignal;
  say: (line: string) => void;
};

/** Compares gateways as the options say, and prints one table. Throws where their answers differ. */
export async function benchGateways(settings: Omit<Bench, "folder">): Promise<void> {
  const { options, searchPath, stopping, say } = settings;
  const competing = contestantsFor(options.only, searchPath);
  if (competing.some(({ name }) => name.startsWith("hive") && name !== "hive-router")) await installHive(say);
  await pinThis(otherCore);
  await using ending = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "linli-bench-"));
  ending.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  const bench: Bench = { ...settings, folder };

  const chosen = options.workloads.map((name) => workloads[name]);
  const lines: Line[] = [];
  for (const family of families) {
    const ofFamily = chosen.filter((workload) => workload.family === family);
    if (ofFamily.length === 0 || stopping.aborted) continue;
    say(`starting the services of ${family}`);
    const dataDir = join(folder, family);
    await using services = await startServices({ family, core: otherCore, dataDir, report: say });
    const supergraph = join(folder, `${family}.graphql`);
    await writeFile(supergraph, await supergraphOf(family, services.urls));
    for (const workload of ofFamily) {
      if (stopping.aborted) break;
      if (options.profile === undefined)
        lines.push(...(await measure(bench, workload, { competing, services, supergraph })));
      else await profile(bench, workload, { contestant: competing[0]!, supergraph });
    }
  }
  if (lines.length === 0) return;
  say("");
  for (const line of [...table(lines), "", ...aimLines(lines)]) say(line);
}

async function supergraphOf(family: Family, urls: Readonly<Record<string, string>>): Promise<string> {
  if (family === "storefront") return composeSupergraph(storefrontSubgraphs(urls)).supergraphSdl;
  const committed = await readFile(committedSupergraph, "utf8");
  return committed.replaceAll(
    /@join__graph\(name: "(\w+)", url: "[^"]*"\)/g,
    (_match, name: string) => `@join__graph(name: "${name}", url: "${urls[name]!}")`,
  );
}

/** New processes for each workload: what one leaves in memory is no burden on the next. */
async function measure(
  { options, folder, searchPath, stopping, say }: Bench,
  workload: Workload,
  parts: { competing: readonly Contestant[]; services: Services; supergraph: string },
): Promise<Line[]> {
  const { competing, services, supergraph } = parts;
  const { connections: counts, rounds, seconds } = options;
  await using ending = new AsyncDisposableStack();
  say(`${workload.name}: ${workload.what}`);
  const gateways: GatewayProcess[] = [];
  for (const contestant of competing) {
    say(`${workload.name}: ${contestant.name} starts (${contestant.what})`);
    gateways.push(
      ending.use(await startGateway(contestant, { supergraph, folder, core: gatewayCore, searchPath })),
    );
  }
  await compareAnswers(gateways, workload, say);
  const contenders: Contender[] = [];
  for (const gateway of gateways) {
    say(`${workload.name}: ${gateway.name} warms up`);
    contenders.push(await warmUp(gateway, workload, { connections: 16, seconds: warmUpSeconds }));
  }
  const cells = counts.flatMap((connections) =>
    contenders.map((contender) => ({ connections, contender, measured: [] as Figures[] })),
  );
  for (const connections of counts) {
    for (let number = 1; number <= rounds; number++) {
      for (const { contender, measured } of cells.filter((cell) => cell.connections === connections)) {
        if (stopping.aborted) continue;
        const figures = await round(contender, services, { connections, seconds });
        measured.push(figures);
        say(
          `${workload.name}, ${connections} connections, round ${number}: ${contender.gateway.name} ${remarks(figures, workload)}`,
        );
      }
    }
  }
  return cells
    .filter(({ measured }) => measured.length > 0)
    .map(({ connections, contender: { gateway }, measured }) => ({
      workload: workload.name,
      connections,
      gateway: gateway.name,
      figures: medians(measured),
    }));
}

const remarks = ({ requestsPerSecond, others, misses }: Figures, { family }: Workload) =>
  [
    `${requestsPerSecond.toFixed(0)}/s`,
    ...(others > disturbing ? [`others took ${(others * 100).toFixed(0)} % of the machine`] : []),
    ...(misses > 0 && family !== "product-live" ? [`${misses} answers of services were not in memory`] : []),
  ].join(", ");

/** Asks everything of every gateway, and throws at the first answer that is not the stock gateway's. */
async function compareAnswers(
  gateways: readonly GatewayProcess[],
  { name: workload, compared }: Workload,
  say: (line: string) => void,
): Promise<void> {
  const judge = gateways.find(({ name }) => name === "stock") ?? gateways[0]!;
  let bytes = 0;
  for (const operation of compared) {
    const expected = await judge.ask(operation);
    const written = JSON.stringify(expected);
    bytes += Buffer.byteLength(written);
    const what = `${operation.name} ${JSON.stringify(operation.variables ?? {})}`;
    if (typeof expected !== "object" || expected === null || "errors" in expected)
      throw new Error(`${judge.name} does not answer ${what}: ${written.slice(0, 500)}`);
    for (const gateway of gateways) {
      const answer = await gateway.ask(operation);
      if (hashOf(answer) !== hashOf(expected))
        throw new Error(
          `${gateway.name} answers ${what} otherwise than ${judge.name}: ${firstDifference(expected, answer)}`,
        );
    }
  }
  const mean = (bytes / compared.length / 1000).toFixed(1);
  say(`${workload}: all gave the same ${compared.length} answers as ${judge.name}, of ${mean} kB on average`);
}

async function profile(
  { options, folder, searchPath, say }: Bench,
  workload: Workload,
  { contestant, supergraph }: { contestant: Contestant; supergraph: string },
): Promise<void> {
  const start = { supergraph, folder, core: gatewayCore, searchPath, inspect: true };
  await using gateway = await startGateway(contestant, start);
  say(`${workload.name}: ${contestant.name} warms up`);
  const connections = options.connections[0]!;
  const { next, requestsPerSecond } = await warmUp(gateway, workload, {
    connections,
    seconds: warmUpSeconds,
  });
  await mkdir(options.out, { recursive: true });
  const file = join(options.out, `${contestant.name}-${workload.name}.cpuprofile`);
  const amount = Math.max(connections, Math.round(requestsPerSecond * options.seconds));
  const taken = await profiled(gateway.log, file, async () => {
    await putLoad(gateway.url, { connections, amount, next });
  });
  say(`${workload.name}: ${file}; self time, of ${amount} operations:`);
  for (const { name, where, share } of topSelfTimes(taken, 15))
    say(`${(share * 100).toFixed(1).padStart(5)} %  ${name.padEnd(36)} ${where}`);
}
