import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePorts } from "./free-ports.ts";

test("as many ports in a row as are asked for can be listened to", async () => {
  const first = await freePorts(5);
  const servers = [0, 1, 2, 3, 4].map((offset) => createServer().listen(first + offset, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  expect(servers.every((server) => server.listening)).toBe(true);
  for (const server of servers) server.close();
});
