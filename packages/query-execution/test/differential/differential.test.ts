import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { benchOf, compare } from "./differential.ts";
import { fixtures } from "./fixtures.ts";

process.env["APOLLO_TELEMETRY_DISABLED"] = "true";

const product = Object.fromEntries(
  ["people", "projects", "merchants", "meetings"].map((service) => [
    service,
    readFileSync(new URL(`../../../../services/${service}/schema.graphql`, import.meta.url), "utf8"),
  ]),
);
const operations = Number(process.env["DIFFERENTIAL_OPERATIONS"] ?? 2_000);

test(
  "generated operations are answered as the stock execution answers them",
  { timeout: 3_600_000 },
  async () => {
    const benches = [];
    for (const [name, sdls] of Object.entries({ product, ...fixtures }))
      benches.push(await benchOf(name, sdls));
    const report = await compare(benches, operations);
    const lines = (counts: ReadonlyMap<string, number>) =>
      Array.from(counts, ([name, times]) => `  ${String(times).padStart(6)}  ${name}`)
        .toSorted()
        .toReversed();
    process.stdout.write(
      [
        "operations by supergraph",
        ...lines(report.operations),
        "operations by what is in them",
        ...lines(report.features),
        "differences where the stock execution is known to be wrong",
        ...lines(report.explained),
        `differences without a reason: ${report.unexplained.length}`,
        "",
      ].join("\n"),
    );
    expect(report.unexplained.slice(0, 3)).toEqual([]);
  },
);
