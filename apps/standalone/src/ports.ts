import { once } from "node:events";
import { createServer } from "node:net";
import { type ServiceName, serviceNames } from "./service-names.ts";

/** Where each service listens: the ports after the gateway's, in order. */
export const servicePort = (port: number, name: ServiceName) => port + 1 + serviceNames.indexOf(name);

/** Throws one sentence that says what to do unless the gateway's port and the services' can be listened to. */
export async function assertPortsFree(port: number): Promise<void> {
  const last = port + serviceNames.length;
  for (let each = port; each <= last; each++) {
    const problem = await problemWith(each);
    if (problem) {
      throw new Error(
        `Port ${each} ${problem}, and the platform needs ${port} to ${last}: choose others, as with PORT=${port < 60_000 ? port + 1000 : 4000}.`,
      );
    }
  }
}

async function problemWith(port: number): Promise<string | null> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "EADDRINUSE" ? "is in use" : `cannot be listened to (${code})`;
  }
  server.close();
  await once(server, "close");
  return null;
}
