import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What gateways have asked of the services: requests, bytes of bodies, and answers that were not in memory. */
export type Counts = { requests: number; bytesIn: number; bytesOut: number; misses: number };

export const noCounts = (): Counts => ({ requests: 0, bytesIn: 0, bytesOut: 0, misses: 0 });

/** A service's answer to a request's body; a promise where it is not in memory. */
export type Answerer = (body: string) => Buffer | Promise<Buffer>;

/** Serves one service on a free port of 127.0.0.1, as cheaply as node:http does, and gives its url. */
export async function serveCounted(answer: Answerer, counts: Counts): Promise<string> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const reply = async () => {
      const body = await buffer(request);
      const answered = answer(body.toString("utf8"));
      if (answered instanceof Promise) counts.misses++;
      const bytes = await answered;
      counts.requests++;
      counts.bytesIn += body.length;
      counts.bytesOut += bytes.length;
      response.writeHead(200, { "content-type": "application/json", "content-length": bytes.length });
      response.end(bytes);
    };
    reply().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
