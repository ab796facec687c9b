import { parseArgs } from "node:util";
import { readConfig } from "./config.ts";
import { startPlatform } from "./platform.ts";
import { serviceNames } from "./service-names.ts";
import { seconds, stopwatch } from "./stopwatch.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);
const { values } = parseArgs({ options: { scale: { type: "string" } }, strict: true });
if (values.scale !== "prefecture") {
  process.stderr.write(
    "Say how large: demo --scale prefecture. The demo world alone is what start lays out.\n",
  );
  process.exit(1);
}

// A folder of its own unless DATA_DIR names one; `start` goes on with it.
const config = readConfig(process.env, { folder: ".data-prefecture" });
say(`A prefecture is laid out in ${config.dataDir}; this takes minutes.`);
const platform = await startPlatform({ ...config, report: (line) => say(`  ${line}`) });
for (const name of serviceNames) {
  const elapsed = stopwatch();
  const made = await platform.services[name].scale((line) =>
    say(`  ${name.padEnd(10)}${line} (${elapsed()})`),
  );
  // What the others keep of it they learn from events.
  if (made)
    say(
      `  ${name.padEnd(10)}${await platform.services[name].relay?.drain()} events sent to the other services`,
    );
}
await platform.stop();
say(
  `Done after ${seconds(performance.now())}. Start it: DATA_DIR=${config.dataDir} npx -y pnpm@12.21.0 start`,
);
process.exit();
