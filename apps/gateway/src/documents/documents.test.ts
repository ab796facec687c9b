import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPassportKeys } from "@linli/passport";
import { expect, onTestFinished, test } from "vitest";
import { startGateway, startMerchants, startPeople, viewer } from "../../test/graph.ts";
import { startIssuer } from "../../test/issuer.ts";
import type { GatewayOptions } from "../index.ts";
import { hashOf, readTrustedDocuments } from "./trusted-documents.ts";

const greeting = "query Greeting { greeting }";
const offer = "query Offer($id: ID!) { offer(id: $id) { title } }";
const rename = 'mutation Rename { renameOffer(id: 1, title: "cake") { title } }';
const trustedDocuments = new Map([greeting, offer, rename].map((text) => [hashOf(text), text]));

async function start(options: Partial<GatewayOptions> = { trustedDocuments }) {
  const issuer = await startIssuer();
  const keys = await createPassportKeys();
  const people = await startPeople({ analyst: viewer, resident: { ...viewer, grants: [] } });
  const merchants = await startMerchants();
  const gateway = await startGateway([people, merchants], {
    signIn: { issuer: issuer.issuer, audience: "linli", passportKey: keys.private },
    ...options,
  });
  const headersOf = async (who: string): Promise<Record<string, string>> => ({
    "content-type": "application/json",
    ...(who !== "visitor" && { authorization: `Bearer ${await issuer.token(who)}` }),
  });
  const post = async (who: string, body: object) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: await headersOf(who),
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };
  const get = async (who: string, search: Record<string, string>, headers = {}) =>
    fetch(`${gateway.url}/graphql?${new URLSearchParams(search).toString()}`, {
      headers: { ...(await headersOf(who)), ...headers },
    });
  return { ...gateway, people, merchants, post, get };
}

const hello = { status: 200, body: { data: { greeting: "hello" } } };
const refused = (status: number, code: string) => ({ status, body: { errors: [{ extensions: { code } }] } });
const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

test("a trusted document is carried out for anybody, by its id, its hash or its text", async () => {
  const { post } = await start();
  const id = hashOf(greeting);
  expect(await post("visitor", { documentId: id })).toEqual(hello);
  expect(await post("visitor", { extensions: persisted(id) })).toEqual(hello);
  expect(await post("visitor", { query: greeting })).toEqual(hello);
  expect(await post("visitor", { query: greeting, extensions: persisted(id) })).toEqual(hello);
  expect(await post("visitor", { documentId: hashOf(offer), variables: { id: "1" } })).toMatchObject({
    body: { data: { offer: { title: "bread" } } },
  });
  expect(await post("visitor", { documentId: hashOf(rename) })).toMatchObject({
    body: { data: { renameOffer: { title: "cake" } } },
  });
  // What is named by an id is that document, whatever else is sent along.
  expect(await post("visitor", { documentId: id, query: "{ refused }" })).toEqual(hello);
});

test("other documents are refused to all but analysts, and leave nothing behind", async () => {
  const { post, people } = await start();
  const query = "{ greeting }";
  for (const who of ["visitor", "resident"]) {
    expect(await post(who, { query })).toMatchObject(refused(403, "DOCUMENT_NOT_TRUSTED"));
    const register = { query, extensions: persisted(hashOf(query)) };
    expect(await post(who, register)).toMatchObject(refused(403, "DOCUMENT_NOT_TRUSTED"));
    expect(await post(who, { documentId: hashOf(query) })).toMatchObject(refused(400, "UNKNOWN_DOCUMENT"));
    expect(await post(who, { extensions: persisted(hashOf(query)) })).toMatchObject(
      refused(400, "UNKNOWN_DOCUMENT"),
    );
  }
  expect(people.received.filter(({ path }) => path === "/graphql")).toEqual([]);
  expect(await post("analyst", { query })).toEqual(hello);
  expect(await post("visitor", {})).toMatchObject(refused(400, "BAD_REQUEST"));
});

test("an analyst asks queries alone, of less cost and within less time", async () => {
  const { post, merchants } = await start({ trustedDocuments, adHoc: { cost: 2, timeoutMs: 300 } });
  const other = 'mutation { renameOffer(id: 2, title: "cake") { title } }';
  expect(await post("analyst", { query: other })).toMatchObject(refused(403, "DOCUMENT_NOT_TRUSTED"));
  expect(merchants.received).toEqual([]);
  const three = "{ a: cheapest { id } b: cheapest { id } c: cheapest { id } }";
  expect(await post("analyst", { query: three })).toMatchObject(refused(400, "OPERATION_TOO_LARGE"));
  merchants.instead = () => {};
  expect(await post("analyst", { query: "{ cheapest { id } }" })).toMatchObject(
    refused(503, "OPERATION_TIMEOUT"),
  );
});

test("a query is got by its id, and the browser of the same person alone may keep the answer", async () => {
  const { get } = await start();
  const documentId = hashOf(offer);
  const search = { documentId, variables: '{"id":"1"}' };
  const first = await get("resident", search);
  expect(await first.json()).toEqual({ data: { offer: { title: "bread" } } });
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  expect(first.headers.get("vary")).toContain("authorization");
  const etag = first.headers.get("etag")!;
  const again = await get("resident", search, { "if-none-match": etag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const byHash = await get("visitor", { extensions: JSON.stringify(persisted(hashOf(greeting))) });
  expect(await byHash.json()).toEqual(hello.body);

  expect((await get("analyst", { query: "{ greeting }" })).headers.get("cache-control")).toBe("no-store");
  const mutation = await get("resident", { documentId: hashOf(rename) });
  expect(mutation.status).toBe(405);
  expect(mutation.headers.get("cache-control")).toBe("no-store");
  // Without a header that no other site's page can set, nothing is carried out.
  const unasked = await get("visitor", { documentId }, { "content-type": "text/plain" });
  expect(unasked.status).toBe(400);
});

test.each([
  ["everybody", "visitor", true],
  ["signed-in", "visitor", false],
  ["signed-in", "resident", true],
] as const)("without a manifest, documents are remembered for %s: by a %s, %s", async (whom, who, kept) => {
  const { post } = await start({ rememberDocumentsFor: whom });
  const extensions = persisted(hashOf("{ greeting }"));
  expect(await post(who, { extensions })).toMatchObject({
    body: { errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }] },
  });
  expect(await post(who, { query: "{ greeting }", extensions })).toEqual(hello);
  const again = await post("visitor", { extensions });
  if (kept) expect(again).toEqual(hello);
  else expect(again.body).toMatchObject({ errors: [{ extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }] });
});

test("a manifest is read; one that is none, or whose ids are not its documents', is refused by name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "linli-documents-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "manifest.json");
  const write = (operations: object[]) =>
    writeFile(path, JSON.stringify({ format: "apollo-persisted-query-manifest", version: 1, operations }));
  await write([{ id: hashOf(greeting), name: "Greeting", type: "query", body: greeting }]);
  expect(await readTrustedDocuments(path)).toEqual(new Map([[hashOf(greeting), greeting]]));
  await write([{ id: hashOf(greeting), name: "Greeting", type: "query", body: rename }]);
  await expect(readTrustedDocuments(path)).rejects.toThrow(/TRUSTED_DOCUMENTS: .*manifest\.json/);
  await expect(readTrustedDocuments(join(folder, "none"))).rejects.toThrow("TRUSTED_DOCUMENTS");
});
