import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

function work(ms: number) {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** So many pieces of work, each begun as events are: the one before has gone as far as it can. */
function inTurns(turns: Turns, pieces: number, ofPiece: (piece: number) => void) {
  return Promise.all(
    Array.from({ length: pieces }, async (_, piece) => {
      const turn = turns.next();
      if (turn) await turn;
      ofPiece(piece);
    }),
  );
}

test("new connections are taken in between pieces of work, however many pieces wait", async () => {
  const accepted = Promise.withResolvers<void>();
  let connections = 0;
  const server = createServer((socket) => {
    socket.unref();
    connections += 1;
    if (connections === 60) accepted.resolve();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const turns = new Turns(server);
  const { port } = server.address() as AddressInfo;
  const first = connect(port, "127.0.0.1");
  await once(server, "connection");
  let done = 0;
  const pieces = inTurns(turns, 100, () => {
    work(10);
    done += 1;
  });
  const sockets = [first, ...Array.from({ length: 59 }, () => connect(port, "127.0.0.1"))];
  await accepted.promise;
  expect(done).toBeLessThan(20);
  await pieces;
  expect(done).toBe(100);
  for (const socket of sockets) socket.destroy();
  server.close();
});

test("work goes on in the order in which it came, though connections never stop coming", async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const turns = new Turns(server);
  const { port } = server.address() as AddressInfo;
  let coming = true;
  const come = () => {
    if (coming)
      connect(port, "127.0.0.1")
        .on("error", () => {})
        .once("close", come);
  };
  for (let clients = 0; clients < 8; clients++) come();
  const order: number[] = [];
  await inTurns(turns, 30, (piece) => {
    work(6);
    order.push(piece);
  });
  coming = false;
  expect(order).toEqual(Array.from({ length: 30 }, (_, piece) => piece));
  server.close();
});

test("what fits into one turn does not wait for another, and where no connections come nothing waits", async () => {
  const server = createServer();
  const turns = new Turns(server);
  expect(turns.next()).toBeUndefined();
  work(60);
  expect(turns.next()).toBeUndefined();
  server.emit("connection");
  expect([turns.next(), turns.next()]).toEqual([undefined, undefined]);
  work(60);
  expect(turns.next()).toBeInstanceOf(Promise);
});
