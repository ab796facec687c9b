const say = (line: string) => void process.stdout.write(`${line}\n`);
const [what = "volume", ...args] = process.argv.slice(2);

try {
  if (what === "volume") {
    const { benchVolume } = await import("./volume-bench.ts");
    await benchVolume(args[0], say);
  } else if (what === "gateway") {
    const { readOptions } = await import("./gateway/options.ts");
    const { benchGateways } = await import("./gateway/gateway-bench.ts");
    await benchGateways({ options: readOptions(args), searchPath: process.env["PATH"] ?? "", say });
  } else {
    throw new Error(`There is no benchmark "${what}"; there are: volume [FOLDER], gateway [OPTIONS]`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
process.exit();
