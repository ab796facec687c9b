import { readFile, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { z } from "zod";

const callFrame = z.looseObject({
  functionName: z.string(),
  url: z.string(),
  lineNumber: z.number(),
});
const cpuProfile = z.looseObject({
  nodes: z.array(z.looseObject({ id: z.number(), callFrame })),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.infer<typeof cpuProfile>;

/**
 * Takes a CPU profile of a Node process while `work` goes on, through the inspector whose address it wrote to its log,
 * and writes it to a file that Chrome's developer tools open.
 */
export async function profiled(log: string, file: string, work: () => Promise<void>): Promise<CpuProfile> {
  const address = /ws:\/\/\S+/.exec(await readFile(log, "utf8"))?.[0];
  if (!address)
    throw new Error("The gateway listens to no inspector: only those that run on Node have a profile.");
  const socket = new WebSocket(address);
  await once(socket, "open");
  let asked = 0;
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener("message", ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  const tell = (method: string, params = {}) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    waiting.set(++asked, resolve);
    socket.send(JSON.stringify({ id: asked, method, params }));
    return promise;
  };
  await tell("Profiler.enable");
  await tell("Profiler.setSamplingInterval", { interval: 200 });
  await tell("Profiler.start");
  await work();
  const stopped = await tell("Profiler.stop");
  socket.close();
  const { profile } = z.object({ profile: cpuProfile }).parse(stopped);
  await writeFile(file, JSON.stringify(profile));
  return profile;
}

export type SelfTime = { name: string; where: string; share: number };

/** The functions in which most of the time went, without what they call; shares are of the time not idle. */
export function topSelfTimes({ nodes, samples, timeDeltas }: CpuProfile, count: number): SelfTime[] {
  const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const times = new Map<string, { name: string; where: string; time: number }>();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const { functionName, url, lineNumber } = frames.get(id)!;
    if (functionName === "(idle)" || functionName === "(program)") continue;
    const where = url && `${url.replace(/^.*\/node_modules\//, "")}:${lineNumber + 1}`;
    const key = `${functionName} ${where}`;
    const known = times.get(key) ?? { name: functionName || "(anonymous)", where, time: 0 };
    // A sample's time is the one until the next sample.
    const time = timeDeltas[index + 1] ?? 0;
    known.time += time;
    total += time;
    times.set(key, known);
  }
  return times
    .values()
    .toArray()
    .toSorted((one, other) => other.time - one.time)
    .slice(0, count)
    .map(({ name, where, time }) => ({ name, where, share: time / total }));
}
