import { createPassportKeys, passportVerifier, type Viewer } from "@linli/passport";
import { generateKeyPair } from "jose";
import { expect, onTestFinished, test, vi } from "vitest";
import { startGateway, startMerchants, startPeople, viewer } from "../../test/graph.ts";
import { startIssuer } from "../../test/issuer.ts";

const query = "{ greeting cheapest { title } }";

async function start(alg?: string, issuerName?: string) {
  const issuer = await startIssuer(alg);
  const known: Record<string, Viewer> = { an: viewer };
  const [people, merchants] = [await startPeople(known), await startMerchants()];
  const keys = await createPassportKeys();
  const clock = { now: new Date() };
  const signIn = { issuer: issuer.issuer, issuerName, audience: "linli", passportKey: keys.private };
  const gateway = await startGateway([people, merchants], { signIn, now: () => clock.now });
  const verify = passportVerifier(keys.public);
  return {
    ...gateway,
    clock,
    known,
    issuer,
    people,
    merchants,
    as: (token: string) => gateway.send(query, { headers: { authorization: `Bearer ${token}` } }),
    wait: (seconds: number) => (clock.now = new Date(+clock.now + seconds * 1000)),
    /** Passports that merchants was shown, and whom they speak for. */
    passports: () => merchants.received.map(({ headers }) => String(headers["linli-passport"])),
    bearers: () =>
      merchants.received.map(({ headers }) => verify(String(headers["linli-passport"]), clock.now)),
    viewerRequests: () => people.received.filter(({ path }) => path === "/viewer"),
    verify,
  };
}

test.each(["ES256", "RS256", "PS256", "EdDSA"])(
  "a token (%s) becomes a passport that tells services the viewer",
  async (alg) => {
    const g = await start(alg);
    const response = await g.as(await g.issuer.token("an"));
    expect(await response.json()).toEqual({ data: { greeting: "hello", cheapest: null } });
    expect(g.bearers()).toEqual([viewer]);
    const [asked] = g.viewerRequests();
    expect(asked!.body).toEqual({ issuer: g.issuer.issuer, subject: "an" });
    expect(g.verify(String(asked!.headers["linli-passport"]))).toBe("gateway");
    expect(asked!.headers["x-request-id"]).toBe(response.headers.get("x-request-id"));
  },
);

test("people may know the issuer by a name that outlives its url", async () => {
  const g = await start("ES256", "town");
  await g.as(await g.issuer.token("an"));
  expect(g.viewerRequests()[0]!.body).toEqual({ issuer: "town", subject: "an" });
});

test("without a token, and with that of a stranger, one is a visitor", async () => {
  const g = await start();
  await g.ask(query);
  expect(g.viewerRequests()).toEqual([]);
  await g.as(await g.issuer.token("stranger"));
  expect(g.bearers()).toEqual([null, null]);
  expect(g.passports()).not.toContain("undefined");
});

/** A part of a JWT. */
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("every bad token is refused with the reason, and reaches no service", async () => {
  const g = await start();
  const { token, issuer } = g.issuer;
  const foreign = await startIssuer();
  const { privateKey } = await generateKeyPair("ES256");
  const claims = { iss: issuer, aud: "linli", sub: "an", exp: Math.floor(Date.now() / 1000) + 60 };
  const good = await token("an");
  const bad: [string, string][] = [
    [`Bearer ${await token("an", { exp: Math.floor(Date.now() / 1000) - 60 })}`, "The token has expired."],
    [`Bearer ${await foreign.token("an")}`, "The token is not signed by its issuer."],
    [`Bearer ${await token("an", { iss: foreign.issuer })}`, "The token comes from another issuer."],
    [`Bearer ${await token("an", {}, privateKey)}`, "The token is not signed by its issuer."],
    [`Bearer ${await token("an", { aud: "another" })}`, "The token is meant for another audience."],
    [`Bearer ${await token("an", { nbf: claims.exp })}`, "The token is not valid yet."],
    [`Bearer ${await token("an", { exp: undefined })}`, "The token lacks a claim or has a bad one."],
    [`Bearer ${part({ alg: "none" })}.${part(claims)}.`, "The token cannot be read."],
    [`Bearer ${part({ alg: "HS256" })}.${part(claims)}.AAAA`, "The token cannot be read."],
    [`Bearer ${good.slice(0, -8)}AAAAAAAA`, "The token is not signed by its issuer."],
    ["Bearer garbled", "The token cannot be read."],
    ["Bearer", "The Authorization header is not of the form: Bearer TOKEN."],
    [`Basic ${good}`, "The Authorization header is not of the form: Bearer TOKEN."],
  ];
  for (const [authorization, reason] of bad) {
    const response = await g.send(query, { headers: { authorization } });
    expect.soft(response.status, reason).toBe(401);
    expect
      .soft(response.headers.get("www-authenticate"))
      .toBe(`Bearer error="invalid_token", error_description="${reason}"`);
    expect
      .soft(await response.json())
      .toMatchObject({ errors: [{ message: reason, extensions: { code: "UNAUTHENTICATED" } }] });
  }
  expect([...g.people.received, ...g.merchants.received]).toEqual([]);
  expect(g.logged.join()).not.toContain(good.slice(0, 40));
});

test("where no issuer is configured a token is refused", async () => {
  const { send, ask } = await startGateway([await startPeople()]);
  const response = await send("{ greeting }", { headers: { authorization: "Bearer a.b.c" } });
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toContain("no issuer is configured");
  expect(await ask("{ greeting }")).toEqual({ data: { greeting: "hello" } });
});

test("people is asked once for requests at the same time, and again after thirty seconds", async () => {
  const g = await start();
  const token = await g.issuer.token("an", { exp: Math.floor(Date.now() / 1000) + 600 });
  await Promise.all([g.as(token), g.as(token), g.as(token)]);
  g.wait(29);
  await g.as(token);
  expect(g.viewerRequests()).toHaveLength(1);
  expect(new Set(g.passports()).size).toBe(1);
  g.wait(2);
  await g.as(token);
  expect(g.viewerRequests()).toHaveLength(2);
  expect(g.issuer.asked).toEqual(["/.well-known/openid-configuration", "/jwks"]);
});

test("the signature of a token is looked at once in thirty seconds, and the token believed no longer than it lives", async () => {
  const g = await start();
  const looks = vi.spyOn(crypto.subtle, "verify");
  onTestFinished(() => looks.mockRestore());
  const seconds = Math.floor(+g.clock.now / 1_000);
  const [long, short] = [
    await g.issuer.token("an", { exp: seconds + 600 }),
    await g.issuer.token("an", { exp: seconds + 20 }),
  ];
  for (const [after, asked, looked] of [
    [0, long, 1],
    [29, long, 1],
    [2, long, 2],
  ] as const) {
    g.wait(after);
    expect((await g.as(asked)).status).toBe(200);
    expect(looks).toHaveBeenCalledTimes(looked);
  }
  g.wait(-31);
  expect((await g.as(short)).status).toBe(200);
  // The clocks of gateway and issuer may be five seconds apart.
  g.wait(24);
  expect((await g.as(short)).status).toBe(200);
  g.wait(1);
  expect((await g.as(short)).status).toBe(401);
});

test("a passport is used again while twenty seconds of it are left", async () => {
  const g = await start();
  const seconds = [0, 40, 1];
  for (const passed of seconds) {
    g.wait(passed);
    await g.ask(query);
  }
  const [first, second, third] = g.passports();
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test("while people is down its last answer counts for fifty seconds in all, then sign-in is unavailable", async () => {
  const g = await start();
  const token = await g.issuer.token("an", { exp: Math.floor(Date.now() / 1000) + 600 });
  await g.as(token);
  await g.people.stop();
  g.wait(49);
  expect((await g.as(token)).status).toBe(200);
  expect(g.bearers()[1]).toEqual(viewer);
  g.wait(2);
  const response = await g.as(token);
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: "SERVICE_UNAVAILABLE" } }],
  });
  // Who does not sign in loses only what people answers.
  expect(await g.ask(query)).toMatchObject({
    data: { greeting: null, cheapest: null },
    errors: [{ extensions: { service: "people" } }],
  });
});

test.each(["answers", "is down"])(
  "a right that ended is proved by no passport sixty seconds later, while people %s",
  async (how) => {
    const g = await start();
    const token = await g.issuer.token("an", { exp: Math.floor(Date.now() / 1000) + 600 });
    const asked = +g.clock.now;
    await g.as(token);
    // It ends right after people was asked: no answer is older.
    g.known["an"] = { ...viewer, grants: [] };
    if (how === "is down") await g.people.stop();
    const statuses: number[] = [];
    for (let second = 1; second < 60; second++) {
      g.wait(1);
      statuses.push((await g.as(token)).status);
    }
    const proves = (ms: number) =>
      g
        .passports()
        .map((passport) => g.verify(passport, new Date(asked + ms)))
        .filter((bearer) => bearer !== null && bearer !== "gateway" && bearer.grants.length > 0).length;
    expect(proves(50_000)).toBeGreaterThan(29);
    expect(proves(60_000)).toBe(0);
    const answered = statuses.filter((status) => status === 200).length;
    expect(answered).toBe(how === "is down" ? 49 : 59);
    expect(statuses.slice(answered).every((status) => status === 503)).toBe(true);
  },
);

test("what people said counts from when it was asked, however long the answer took", async () => {
  const g = await start();
  const asked = +g.clock.now;
  g.people.instead = (request, response) => {
    if (request.url === "/viewer") g.wait(4);
    const answer = request.url === "/viewer" ? { viewer } : { data: { greeting: "hello" } };
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  };
  await g.as(await g.issuer.token("an"));
  const [passport] = g.passports();
  expect(g.verify(passport, new Date(asked + 58_000))).toEqual(viewer);
  expect(g.verify(passport, new Date(asked + 60_000))).toBeNull();
});

test("while the issuer cannot be asked sign-in is unavailable, and it recovers", async () => {
  const g = await start();
  const token = await g.issuer.token("an");
  g.issuer.up.now = false;
  expect((await g.as(token)).status).toBe(503);
  expect(await g.ask(query)).toMatchObject({ data: { greeting: "hello" } });
  g.issuer.up.now = true;
  expect((await g.as(token)).status).toBe(200);
});
