const say = (line: string) => void process.stdout.write(`${line}\n`);
const [what = "volume", ...args] = process.argv.slice(2);

try {
  if (what === "volume") {
    const { benchVolume } = await import("./volume-bench.ts");
    await benchVolume(args[0], say);
  } else if (what === "gateway") {
    const { readOptions } = await import("./gateway/options.ts");
    const { benchGateways } = await import("./gateway/gateway-bench.ts");
    await benchGateways({
      options: readOptions(args),
      searchPath: process.env["PATH"] ?? "",
      stopping: toldToStop(),
      say,
    });
  } else if (what === "codes") {
    const { benchCodes } = await import("./codes-bench.ts");
    await benchCodes(say);
  } else if (what === "overload") {
    const { benchOverload } = await import("./overload/overload-bench.ts");
    await benchOverload(process.env["PATH"] ?? "", say);
  } else {
    throw new Error(
      `There is no benchmark "${what}"; there are: volume [FOLDER], gateway [OPTIONS], codes, overload`,
    );
  }
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
