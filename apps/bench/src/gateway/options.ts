import { parseArgs } from "node:util";
import { type WorkloadName, workloadNames } from "./workloads/workload.ts";

export type Options = {
  only: readonly string[] | undefined;
  workloads: readonly WorkloadName[];
  connections: readonly number[];
  rounds: number;
  seconds: number;
  /** Of which gateway a profile is to be taken, in place of measuring. */
  profile: string | undefined;
  /** Where profiles go. */
  out: string;
};

/** The live workload says more about the services than about gateways: it is measured where it is asked for. */
const byDefault = workloadNames.filter((name) => name !== "product-live");

const usage = `pnpm bench gateway [--small] [--only ours,stock] [--workload ${workloadNames.join(",")}]
    [--connections 16,64,200] [--rounds 3] [--seconds 3] [--profile ours] [--out FOLDER]`;

/** Reads the command line. Throws what is wrong with it, and what there is. */
export function readOptions(args: readonly string[]): Options {
  try {
    return parse([...args]);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

function parse(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      small: { type: "boolean", default: false },
      only: { type: "string" },
      workload: { type: "string" },
      connections: { type: "string" },
      rounds: { type: "string" },
      seconds: { type: "string", default: "3" },
      profile: { type: "string" },
      out: { type: "string", default: ".profiles" },
    },
  });
  const { small, profile, out } = values;
  return {
    only: profile === undefined ? values.only?.split(",") : [profile],
    workloads: values.workload?.split(",").map(workloadNamed) ?? byDefault,
    connections: values.connections?.split(",").map(count("connections")) ?? (small ? [64] : [16, 64, 200]),
    rounds: count("rounds")(values.rounds ?? (small ? "2" : "3")),
    seconds: count("seconds")(values.seconds),
    profile,
    out,
  };
}

function workloadNamed(name: string): WorkloadName {
  const found = workloadNames.find((each) => each === name);
  if (!found) throw new Error(`There is no workload "${name}"; there are: ${workloadNames.join(", ")}`);
  return found;
}

const count = (option: string) => (text: string) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${option} takes whole numbers from 1 on, not "${text}".`);
  return number;
};
