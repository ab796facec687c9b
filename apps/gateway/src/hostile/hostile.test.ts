import { createConnection } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { createPassportKeys, passportVerifier } from "@linli/passport";
import { expect, test } from "vitest";
import { startGateway, viewer } from "../../test/graph.ts";
import { startIssuer } from "../../test/issuer.ts";
import { startService } from "../../test/service.ts";

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
  type Query { node(id: ID!): Node nodes(ids: [ID!]): [Node!] }
  type Mutation { burn: String }
  type Node { id: ID! kind: Kind nodes: [Node!] }
  enum Kind { OAK ELM }
`;

const times = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(" ");
const nested = (depth: number, of: string) => `${`${of} { `.repeat(depth)}id${" }".repeat(depth)}`;

/** A gateway as in production, over one service that answers nothing a stranger should get. */
async function start() {
  const issuer = await startIssuer();
  const keys = await createPassportKeys();
  const service = await startService({
    name: "woods",
    sdl,
    resolvers: {},
    paths: { "/viewer": () => ({ viewer: { ...viewer, grants: [] } }) },
  });
  const gateway = await startGateway([service], {
    introspection: "analysts",
    signIn: {
      issuer: issuer.issuer,
      audience: "linli",
      passportKey: keys.private,
      peopleUrl: new URL(service.url).origin,
    },
    patience: { headersMs: 400, requestMs: 800, checkMs: 100 },
  });
  return { ...gateway, service, verify: passportVerifier(keys.public) };
}

const gzipBomb = gzipSync(Buffer.alloc(20_000_000));

type Answer = { status: number; body: string };
type Attack = [what: string, attack: (send: Ways) => Promise<Answer>, status: number, code: string];

/** Ways to send something to the gateway. */
type Ways = ReturnType<typeof waysTo>;

function waysTo(url: string) {
  const json = { "content-type": "application/json" };
  const http = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(url + path, init);
    return { status: response.status, body: await response.text() };
  };
  const form = (type: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    http("/graphql", { method: "POST", headers: { "content-type": type, ...headers }, body });
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    form(json["content-type"], JSON.stringify(body), headers);
  return {
    form,
    post,
    ask: (query: string, variables: object = {}) => post({ query, variables }),
    get: (query: string, headers: Record<string, string> = json) =>
      http(`/graphql?${new URLSearchParams({ query }).toString()}`, { headers }),
    /** What comes back over a connection of one's own, byte for byte as sent, until the gateway ends it. */
    async raw(bytes: string): Promise<Answer> {
      const { hostname, port } = new URL(url);
      const socket = createConnection(Number(port), hostname);
      socket.write(`POST /graphql HTTP/1.1\r\nhost: linli\r\n${bytes}`);
      const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
      return { status: Number(head.split(" ")[1]), body };
    },
  };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

const attacks: Attack[] = [
  [
    "aliases",
    ({ ask }) => ask(`{ ${times(60, (at) => `a${at}: nodes { id }`)} }`),
    400,
    "OPERATION_TOO_LARGE",
  ],
  [
    "aliases of __typename",
    ({ ask }) => ask(`{ ${times(900, (at) => `a${at}: __typename`)} }`),
    400,
    "OPERATION_TOO_LARGE",
  ],
  [
    "fields at the top",
    ({ ask }) => ask(`{ ${times(400, () => "nodes { id }")} }`),
    400,
    "OPERATION_TOO_LARGE",
  ],
  ["directives", ({ ask }) => ask(`{ nodes { id ${"@a ".repeat(2_000)} } }`), 400, "OPERATION_TOO_LARGE"],
  ["depth", ({ ask }) => ask(`{ ${nested(1_000, "nodes")} }`), 400, "OPERATION_TOO_LARGE"],
  [
    "depth of a list in a literal",
    ({ ask }) => ask(`{ nodes(ids: ${"[".repeat(4_900)}`),
    400,
    "GRAPHQL_PARSE_FAILED",
  ],
  [
    "a fragment that spreads itself",
    ({ ask }) => ask("{ nodes { ...a } } fragment a on Node { ...b } fragment b on Node { nodes { ...a } }"),
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  [
    "fragments that double each other",
    ({ ask }) =>
      ask(
        `{ nodes { ...f0 } } ${times(40, (at) => `fragment f${at} on Node { ...f${at + 1} ...f${at + 1} }`)} fragment f40 on Node { id }`,
      ),
    400,
    "OPERATION_TOO_LARGE",
  ],
  ["tokens", ({ ask }) => ask(`{ ${"nodes ".repeat(40_000)} }`), 400, "GRAPHQL_PARSE_FAILED"],
  ["lists inside lists", ({ ask }) => ask(`{ ${nested(10, "nodes")} }`), 400, "OPERATION_TOO_LARGE"],
  [
    "a long list among the variables",
    ({ ask }) =>
      ask("query ($ids: [ID!]) { nodes(ids: $ids) { id } }", {
        ids: Array.from({ length: 20_000 }, () => "1"),
      }),
    400,
    "OPERATION_TOO_LARGE",
  ],
  [
    "a deep list among the variables",
    ({ form }) =>
      form(
        "application/json",
        `{"query":"query ($ids: [ID!]) { nodes(ids: $ids) { id } }","variables":{"ids":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
      ),
    400,
    "OPERATION_TOO_LARGE",
  ],
  [
    "a batch",
    ({ post }) => post(Array.from({ length: 500 }, () => ({ query: "{ nodes { id } }" }))),
    400,
    "BAD_REQUEST",
  ],
  ["a body of 5 MB", ({ post }) => post({ query: "x".repeat(5_000_000) }), 413, "BAD_REQUEST"],
  [
    "a body with __proto__",
    ({ form }) => form("application/json", '{"query":"{ nodes { id } }","__proto__":{"a":1}}'),
    400,
    "BAD_REQUEST",
  ],
  [
    "a compressed body that grows a thousandfold",
    ({ form }) => form("application/json", gzipBomb, { "content-encoding": "gzip" }),
    400,
    "BAD_REQUEST",
  ],
  [
    "an operationName that is a list",
    ({ post }) => post({ query: "{ nodes { id } }", operationName: ["a"] }),
    400,
    "BAD_REQUEST",
  ],
  ["a subscription", ({ ask }) => ask("subscription { burn }"), 400, "GRAPHQL_VALIDATION_FAILED"],
  ["headers that never end", ({ raw }) => raw("x-a: 1\r\n"), 408, "REQUEST_TIMEOUT"],
  [
    "a body that never ends",
    ({ raw }) => raw(`content-type: application/json\r\ncontent-length: 900\r\n\r\n{"query":`),
    408,
    "REQUEST_TIMEOUT",
  ],
  [
    "too many headers",
    ({ raw }) =>
      raw(
        `${times(300, (at) => `x-${at}: 1\r\n`).replaceAll(" x-", "x-")}content-length: 0\r\nconnection: close\r\n\r\n`,
      ),
    431,
    "HEADERS_TOO_LARGE",
  ],
  ["a header of 20 kB", ({ raw }) => raw(`x-a: ${"a".repeat(20_000)}\r\n\r\n`), 431, "HEADERS_TOO_LARGE"],
  [
    "two lengths of one body",
    ({ raw }) => raw(`content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`),
    400,
    "BAD_REQUEST",
  ],
  [
    "a token that nobody signed",
    ({ post }) =>
      post(
        { query: "{ nodes { id } }" },
        { authorization: `Bearer ${part({ alg: "none" })}.${part({ sub: "an" })}.` },
      ),
    401,
    "UNAUTHENTICATED",
  ],
  [
    "reading the schema",
    ({ ask }) => ask("{ __schema { types { fields { type { ofType { name } } } } } }"),
    403,
    "INTROSPECTION_NOT_ALLOWED",
  ],
  ["guessing names", ({ ask }) => ask("{ node(id: 1) { kin } }"), 400, "GRAPHQL_VALIDATION_FAILED"],
  [
    "guessing values",
    ({ ask }) => ask("query ($k: [Kind]) { nodes { kind } }", { k: ["OAKS"] }),
    400,
    "GRAPHQL_VALIDATION_FAILED",
  ],
  ["a mutation by GET", ({ get }) => get("mutation { burn }"), 405, "BAD_REQUEST"],
  ["a query of another site's page by GET", ({ get }) => get("{ nodes { id } }", {}), 400, "BAD_REQUEST"],
  [
    "a form of another site, as text",
    ({ form }) => form("text/plain", '{"query":"mutation { burn }"}'),
    400,
    "BAD_REQUEST",
  ],
  [
    "a form of another site, encoded",
    ({ form }) => form("application/x-www-form-urlencoded", "query=mutation+%7B+burn+%7D"),
    415,
    "BAD_REQUEST",
  ],
  [
    "a form of another site, in parts",
    ({ form }) =>
      form(
        "multipart/form-data; boundary=a",
        '--a\r\ncontent-disposition: form-data; name="query"\r\n\r\nmutation { burn }\r\n--a--',
      ),
    415,
    "BAD_REQUEST",
  ],
];

test(
  "hostile requests are refused, each with its code, before any service is troubled",
  { timeout: 60_000 },
  async () => {
    const { url, service } = await start();
    const ways = waysTo(url);
    const report: string[] = [];
    for (const [what, attack, status, code] of attacks) {
      const heap = process.memoryUsage().heapUsed;
      const cpu = process.cpuUsage();
      const answer = await attack(ways);
      const { user, system } = process.cpuUsage(cpu);
      const kept = (process.memoryUsage().heapUsed - heap) / 1024;
      const figures = [((user + system) / 1000).toFixed(1), kept.toFixed(0), String(answer.body.length)];
      report.push(what.padEnd(44) + figures.map((figure) => figure.padStart(10)).join(""));

      expect.soft(answer.status, what).toBe(status);
      expect.soft(answer.body, what).toContain(`"code":"${code}"`);
      // Nothing is proposed, and no question gets a large answer.
      expect.soft(answer.body, what).not.toMatch(/Did you mean|OAK|burn/);
      expect.soft(answer.body.length, what).toBeLessThan(4_000);
    }
    expect(service.received).toEqual([]);
    console.log([`${"refused".padEnd(44)}    CPU ms   heap kB     bytes`, ...report].join("\n"));
  },
);

test("who a client says that it is reaches no service", async () => {
  const { ask, service, verify } = await start();
  await ask("{ nodes { id } }", {
    headers: {
      "linli-passport": `${part({ alg: "EdDSA" })}.${part(viewer)}.AAAA`,
      "x-user-id": viewer.person,
      "x-linli-viewer": JSON.stringify(viewer),
      "x-forwarded-for": "10.0.0.1",
      cookie: "session=1",
    },
  });
  const [{ headers }] = service.received as [(typeof service.received)[number]];
  expect(Object.keys(headers).toSorted()).toEqual([
    "accept",
    "connection",
    "content-length",
    "content-type",
    "host",
    "linli-passport",
    "x-request-id",
  ]);
  expect(verify(String(headers["linli-passport"]))).toBeNull();
});
