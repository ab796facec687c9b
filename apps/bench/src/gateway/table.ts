import type { Figures } from "./rounds.ts";
import type { WorkloadName } from "./workloads/workload.ts";

/** The medians of one gateway at one number of connections. */
export type Line = { workload: WorkloadName; connections: number; gateway: string; figures: Figures };

/** How often a gateway is better than another: in requests a second, and in processor time a request. */
export type Ratios = { requests: number; cpu: number };

const isHive = ({ gateway }: Line) => gateway === "hive" || gateway === "hive-router-runtime";

/** The lines that stand beside a line: of the same workload and as many connections. */
export const beside = (lines: readonly Line[], { workload, connections }: Line): Line[] =>
  lines.filter((each) => each.workload === workload && each.connections === connections);

/** Against the best of these in each of the two; undefined where there is none. */
export function ratios({ figures }: Line, others: readonly Line[]): Ratios | undefined {
  if (others.length === 0) return undefined;
  return {
    requests: figures.requestsPerSecond / Math.max(...others.map((each) => each.figures.requestsPerSecond)),
    cpu: Math.min(...others.map((each) => each.figures.cpuMs)) / figures.cpuMs,
  };
}

/** Stock, and what there is of Hive Gateway, beside a line. */
export const stockBeside = (lines: readonly Line[], line: Line) =>
  beside(lines, line).filter(({ gateway }) => gateway === "stock");
export const hiveBeside = (lines: readonly Line[], line: Line) => beside(lines, line).filter(isHive);

const headings = [
  "workload",
  "conn.",
  "gateway",
  "req/s",
  "p50 ms",
  "p99 ms",
  "CPU ms",
  "busy",
  "others",
  "MB held",
  "to services",
  "kB to",
  "kB from",
  "× stock",
  "× Hive",
] as const;

/**
 * One line for each gateway. The ratios are of requests a second and, after the stroke, of processor time; `busy` says how
 * much of the time the gateway's core was at work (where that is little, something else was the bottleneck), and `others` how much
 * of the machine programs took that are none of the benchmark's.
 */
export function table(lines: readonly Line[]): string[] {
  const rows = lines.map((line): string[] => {
    const { workload, connections, gateway, figures } = line;
    return [
      workload,
      String(connections),
      gateway,
      figures.requestsPerSecond.toFixed(0),
      figures.p50.toFixed(1),
      figures.p99.toFixed(1),
      figures.cpuMs.toFixed(2),
      percent(figures.busy),
      percent(figures.others),
      (figures.rssBytes / 1e6).toFixed(0),
      figures.serviceRequests.toFixed(2),
      (figures.serviceBytesIn / 1e3).toFixed(1),
      (figures.serviceBytesOut / 1e3).toFixed(1),
      shown(ratios(line, stockBeside(lines, line))),
      shown(ratios(line, hiveBeside(lines, line))),
    ];
  });
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]!.length)),
  );
  const words = new Set<string>(["workload", "gateway"]);
  const written = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        words.has(headings[column]!) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join("  ");
  return [written(headings), ...rows.map(written)];
}

const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

const shown = (found: Ratios | undefined) =>
  found ? `${found.requests.toFixed(2)} / ${found.cpu.toFixed(2)}` : "";
