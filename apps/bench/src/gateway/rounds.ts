import { setTimeout as sleep } from "node:timers/promises";
import { median } from "../paired.ts";
import { cpus } from "node:os";
import type { GatewayProcess } from "./gateway-process.ts";
import { percentile, putLoad } from "./load.ts";
import { cpuMsOf, machineMs } from "./process-tree.ts";
import type { Services } from "./services/services-process.ts";
import type { Operation, Workload } from "./workloads/workload.ts";

/** What one round, or the medians of several, came to. Times in milliseconds, sizes in bytes. */
export type Figures = {
  requestsPerSecond: number;
  p50: number;
  p99: number;
  /** Of the gateway, for each operation. */
  cpuMs: number;
  /** The share of the time in which the gateway's core was its bottleneck. */
  busy: number;
  /** The share of the machine that programs took which are not of the benchmark. */
  others: number;
  /** To the services, for each operation. */
  serviceRequests: number;
  serviceBytesIn: number;
  serviceBytesOut: number;
  /** Answers that the services did not have in memory. */
  misses: number;
  rssBytes: number;
};

/** A gateway in the course of a workload: where in the sequence of operations it is, and how fast it was last. */
export type Contender = { gateway: GatewayProcess; next: () => Operation; requestsPerSecond: number };

/** Asks a gateway for some seconds, more and more at once, so that it has compiled what it will. */
export async function warmUp(
  gateway: GatewayProcess,
  workload: Workload,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Contender> {
  let asked = 0;
  const next = () => workload.operation(asked++);
  const contender = { gateway, next, requestsPerSecond: connections };
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const left = (end - performance.now()) / 1000;
    const amount = amountFor(contender, { connections, seconds: Math.min(left, seconds / 3) });
    const { elapsedMs } = await putLoad(gateway.url, { connections, amount, next });
    contender.requestsPerSecond = (amount / elapsedMs) * 1000;
  }
  return contender;
}

/** As many operations as take that long; one at least for each connection. */
function amountFor(
  { requestsPerSecond }: Contender,
  { connections, seconds }: { connections: number; seconds: number },
): number {
  return Math.max(connections, Math.round(requestsPerSecond * seconds));
}

export async function round(
  contender: Contender,
  services: Services,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Figures> {
  const { gateway, next } = contender;
  await settle();
  const before = await services.counts();
  const cpuBefore = gateway.cpuMs();
  const othersBefore = othersMs();
  const amount = amountFor(contender, { connections, seconds });
  let cpuMs = 0;
  let othersTook = 0;
  const { elapsedMs, latencies } = await putLoad(gateway.url, {
    connections,
    amount,
    next,
    ended() {
      cpuMs = gateway.cpuMs() - cpuBefore;
      othersTook = othersMs() - othersBefore;
    },
  });
  const after = await services.counts();
  contender.requestsPerSecond = (amount / elapsedMs) * 1000;
  return {
    requestsPerSecond: contender.requestsPerSecond,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpuMs: cpuMs / amount,
    busy: cpuMs / elapsedMs,
    others: Math.max(0, othersTook / elapsedMs / processors),
    serviceRequests: (after.requests - before.requests) / amount,
    serviceBytesIn: (after.bytesIn - before.bytesIn) / amount,
    serviceBytesOut: (after.bytesOut - before.bytesOut) / amount,
    misses: after.misses - before.misses,
    rssBytes: gateway.rssBytes(),
  };
}

/** Lets the connections of the round before close. */
const settle = () => sleep(100);

/** Of the machine: this process itself is kept to one. */
const processors = cpus().length;

/** Gateways and services run below this process. */
const othersMs = () => machineMs() - cpuMsOf(process.pid);

/** The share of the machine from which on others have disturbed a round. */
export const disturbing = 0.1;

/** Rounds in which others took little of the machine; all, where they took more in each. */
function undisturbed(rounds: readonly Figures[]): readonly Figures[] {
  const calm = rounds.filter(({ others }) => others < disturbing);
  return calm.length > 0 ? calm : rounds;
}

/** The median of each figure over rounds, but those that were disturbed. */
export function medians(rounds: readonly Figures[]): Figures {
  const counted = undisturbed(rounds);
  const keys = Object.keys(counted[0]!) as (keyof Figures)[];
  return Object.fromEntries(keys.map((key) => [key, median(counted.map((each) => each[key]))])) as Figures;
}
