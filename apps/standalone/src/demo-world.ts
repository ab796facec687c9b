import type { ServiceName } from "./service-names.ts";
import type { RunningService } from "./services.ts";
import { stopwatch } from "./stopwatch.ts";

/** Lays out what of the demo world is not there yet. A kill in the middle is mended by the next call. */
export async function layOutDemoWorld(
  services: Readonly<Record<ServiceName, RunningService>>,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const layOut = async (name: ServiceName) => {
    const elapsed = stopwatch();
    const made = await services[name].seed();
    signal?.throwIfAborted();
    if (!made) return;
    const counts = Object.entries(made).map(([what, count]) => `${what} ${count}`);
    report(`${name.padEnd(10)}${counts.join(" · ")} (${elapsed()})`);
  };
  await layOut("people");
  // Everything else lies in places, which the others know by people's events.
  const elapsed = stopwatch();
  const sent = await services.people.relay?.drain();
  if (sent) report(`places    sent to the other services (${elapsed()})`);
  await Promise.all([layOut("projects"), layOut("merchants"), layOut("meetings")]);
}
