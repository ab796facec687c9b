import { once } from "node:events";
import { createServer } from "node:http";

/** The least that can be done for who claims: reads the request, and says the same to everybody. */
const soldOut = JSON.stringify({ data: { claimCoupon: { __typename: "SoldOut", code: "SOLD_OUT" } } });

const server = createServer((request, response) => {
  request.resume().once("end", () => {
    response.writeHead(200, { "content-type": "application/json", "content-length": soldOut.length });
    response.end(soldOut);
  });
}).listen(Number(process.env["PORT"]), "127.0.0.1");
await once(process, "SIGTERM");
server.close().closeAllConnections();
