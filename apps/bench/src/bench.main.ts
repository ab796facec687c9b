const say = (line: string) => void process.stdout.write(`${line}\n`);
const [what = "volume", ...args] = process.argv.slice(2);

/** Each is loaded only when it is asked for: what one needs another may lack. */
const benches: Record<string, { usage: string; run(): Promise<void> }> = {
  volume: {
    usage: "volume [FOLDER]",
    run: async () => (await import("./volume-bench.ts")).benchVolume(args[0], say),
  },
  coupons: {
    usage: "coupons [FOLDER]",
    run: async () => (await import("./coupon-volume.ts")).benchCouponVolume(args[0], say),
  },
  drop: {
    usage: "drop [--small] [--profile service|gateway]",
    run: async () => (await import("./drop/drop-bench.ts")).benchDrop(args, process.env["PATH"] ?? "", say),
  },
  codes: { usage: "codes", run: async () => (await import("./codes-bench.ts")).benchCodes(say) },
  overload: {
    usage: "overload",
    run: async () =>
      (await import("./overload/overload-bench.ts")).benchOverload(process.env["PATH"] ?? "", say),
  },
  gateway: {
    usage: "gateway [OPTIONS]",
    async run() {
      const { readOptions } = await import("./gateway/options.ts");
      const { benchGateways } = await import("./gateway/gateway-bench.ts");
      await benchGateways({
        options: readOptions(args),
        searchPath: process.env["PATH"] ?? "",
        stopping: toldToStop(),
        say,
      });
    },
  },
};

try {
  const bench = benches[what];
  if (!bench) {
    const usages = Object.values(benches).map(({ usage }) => usage);
    throw new Error(`There is no benchmark "${what}"; there are: ${usages.join(", ")}`);
  }
  await bench.run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
process.exit();

/** Aborted when this process is told to end; told a second time, it ends at once. */
function toldToStop(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(1);
      say("Stopping after this round; once more ends it at once.");
      stopping.abort();
    });
  }
  return stopping.signal;
}
