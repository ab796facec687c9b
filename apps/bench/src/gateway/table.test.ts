import { expect, test } from "vitest";
import { aimLines } from "./aims.ts";
import { percentile } from "./load.ts";
import { type Figures, medians } from "./rounds.ts";
import { type Line, table } from "./table.ts";

const figures = (requestsPerSecond: number, cpuMs: number, others = 0): Figures => ({
  requestsPerSecond,
  p50: 1,
  p99: 2,
  cpuMs,
  busy: 1,
  others,
  serviceRequests: 4,
  serviceBytesIn: 1_500,
  serviceBytesOut: 2_500,
  misses: 0,
  rssBytes: 100e6,
});
const line = (gateway: string, requestsPerSecond: number, cpuMs: number, connections = 16): Line => ({
  workload: "product",
  connections,
  gateway,
  figures: figures(requestsPerSecond, cpuMs),
});

test("a percentile is a value that came, with so many at or below it", () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect([0, 0.5, 0.99, 1].map((share) => percentile(values, share))).toEqual([1, 100, 198, 200]);
});

test("each figure has a median of its own", () => {
  const rounds = [figures(100, 9), figures(300, 1), figures(200, 5)];
  expect(medians(rounds)).toMatchObject({ requestsPerSecond: 200, cpuMs: 5, serviceRequests: 4 });
});

test("rounds that others have disturbed count only where there are no calm ones", () => {
  const disturbed = [figures(10, 9, 0.3), figures(20, 9, 0.4)];
  expect(medians([...disturbed, figures(100, 1, 0.02)]).requestsPerSecond).toBe(100);
  expect(medians(disturbed).requestsPerSecond).toBe(15);
});

const lines = [
  line("ours", 300, 2),
  line("stock", 100, 10),
  line("hive", 120, 4),
  line("hive-router-runtime", 200, 5),
  line("ours", 100, 2, 64),
  line("stock", 100, 4, 64),
];

test("ratios are against what was measured beside it, the best Hive in each", () => {
  const rows = table(lines).map((row) => row.split(/\s{2,}/));
  expect(rows[0]!.slice(-2)).toEqual(["× stock", "× Hive"]);
  expect(rows[1]!.slice(-2)).toEqual(["3.00 / 5.00", "1.50 / 2.00"]);
  expect(rows[4]!.slice(-2)).toEqual(["2.00 / 2.00", "1.00 / 0.80"]);
  expect(rows[5]!.at(-2)).toBe("1.00 / 2.00");
});

test("an aim is reached at the worst number of connections, or it is missed", () => {
  expect(aimLines(lines)).toEqual([
    "aim product, requests/s: 2.5 × stock: 1.00 at worst, missed",
    "aim product, CPU per request: 2.5 × stock: 2.00 at worst, missed",
    "aim product, requests/s: 1.5 × the best Hive Gateway: 1.50 at worst, reached",
    "aim product, CPU per request: 1.5 × the best Hive Gateway: 2.00 at worst, reached",
  ]);
});
