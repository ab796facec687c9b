import { beside, hiveBeside, type Line, type Ratios, ratios, stockBeside } from "./table.ts";
import type { WorkloadName } from "./workloads/workload.ts";

type Aim = {
  workload: WorkloadName;
  /** How often better than what. */
  times: number;
  than: string;
  others: (lines: readonly Line[], line: Line) => Line[];
};

/** Nothing is measured twice the same: as good as the best is what is within this of it. */
const asGood = 0.98;

const ours = "ours";
const aims: readonly Aim[] = [
  { workload: "product", times: 2.5, than: "stock", others: stockBeside },
  { workload: "product", times: 1.5, than: "the best Hive Gateway", others: hiveBeside },
  { workload: "distinct", times: 5, than: "stock", others: stockBeside },
  { workload: "distinct", times: 1.2, than: "the best Hive Gateway", others: hiveBeside },
  {
    workload: "identical",
    times: asGood,
    than: "the best of all",
    others: (lines, line) => beside(lines, line).filter(({ gateway }) => gateway !== ours),
  },
];

/** What our gateway is to be, at whatever number of connections it is worst, and whether it is. */
export function aimLines(lines: readonly Line[]): string[] {
  return aims.flatMap(({ workload, times, than, others }) => {
    const found = lines
      .filter((line) => line.workload === workload && line.gateway === ours)
      .flatMap((line) => ratios(line, others(lines, line)) ?? []);
    if (found.length === 0) return [];
    return (["requests", "cpu"] as const).map((what) => {
      const worst = Math.min(...found.map((each: Ratios) => each[what]));
      const inWhat = what === "requests" ? "requests/s" : "CPU per request";
      return `aim ${workload}, ${inWhat}: ${times} × ${than}: ${worst.toFixed(2)} at worst, ${worst >= times ? "reached" : "missed"}`;
    });
  });
}
