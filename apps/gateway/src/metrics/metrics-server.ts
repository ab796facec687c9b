import { createServer, type Server } from "node:http";
import type { Metrics } from "./metrics.ts";

/** Answers `GET /metrics` on a port of its own, which is not for the public. */
export function serveMetrics({ text }: Pick<Metrics, "text">, at: { port: number; host: string }): Server {
  return createServer(async ({ method, url }, response) => {
    if (method !== "GET" || url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(await text());
  }).listen(at.port, at.host);
}
