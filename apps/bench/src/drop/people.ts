import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { place } from "@linli/demo-world";
import type { Viewer } from "@linli/passport";
import { z } from "zod";

/** Spreads numbers over 32 bits, each to one of its own: people do not come in the order of their ids. */
const [factor, range] = [2_654_435_761n, 4_294_967_296n];

/** The id of the person of this number; `personSql` is the same in SQL. */
export const personOf = (number: number) =>
  `01900000-0000-7000-8000-0000${((BigInt(number) * factor) % range).toString(16).padStart(8, "0")}`;
export const personSql = (number: string) =>
  `('01900000-0000-7000-8000-0000' || lpad(to_hex((${number}::bigint * ${factor}) % ${range}), 8, '0'))::uuid`;

/** Somebody of the quarter that the offers are for. */
export const residentOf = (person: string): Viewer => ({
  person,
  age: 35,
  residences: [
    { place: place("panlong").id, within: [place("panlong").id, place("gaodeng").id], tenure: "OWNER" },
  ],
  grants: [],
});

const asked = z.object({ subject: z.string() });
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * What the gateway needs beside merchants: an OpenID issuer with its key, and people, who says of each account that it is the
 * person of that id. Both cost next to nothing, so that what is measured is the way of a claim.
 */
export async function startPeople() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const jwk = { ...publicKey.export({ format: "jwk" }), alg: "EdDSA", use: "sig", kid: "bench" };
  const server = createServer(async (request, response) => {
    const answer = (body: object) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    if (request.url === "/.well-known/openid-configuration") answer({ issuer: url, jwks_uri: `${url}/jwks` });
    else if (request.url === "/jwks") answer({ keys: [jwk] });
    else answer({ viewer: residentOf(asked.parse(JSON.parse(await text(request))).subject) });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    /** A bearer token of a person, good for an hour. */
    tokenOf(person: string): string {
      const at = Math.floor(Date.now() / 1_000);
      const claims = { iss: url, aud: "linli", sub: person, iat: at, exp: at + 3_600 };
      const signed = `${base64url({ alg: "EdDSA", typ: "JWT", kid: "bench" })}.${base64url(claims)}`;
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString("base64url")}`;
    },
    [Symbol.dispose]: () => server.close().closeAllConnections(),
  };
}
