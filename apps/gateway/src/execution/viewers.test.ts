import { setTimeout as delay } from "node:timers/promises";
import { createPassportKeys, passportVerifier, type Viewer } from "@linli/passport";
import { pino } from "pino";
import { expect, test } from "vitest";
import { z } from "zod";
import { startGateway, startPeople, viewer } from "../../test/graph.ts";
import { startIssuer } from "../../test/issuer.ts";
import { startService } from "../../test/service.ts";

const shown = z.object({ "linli-passport": z.string() });
const viewers = 50;
const rounds = 100;

test("fifty viewers who ask the same private question at once, each twice, ten thousand times get each their own answer", async () => {
  const issuer = await startIssuer();
  const keys = await createPassportKeys();
  const verify = passportVerifier(keys.public);
  const known = new Map<string, Viewer>();
  for (let index = 0; index < viewers; index++)
    known.set(`viewer-${index}`, {
      ...viewer,
      person: `01900000-0000-7000-8000-${String(index).padStart(12, "0")}`,
    });
  const people = await startPeople(Object.fromEntries(known));
  let answered = 0;
  const diary = await startService({
    name: "diary",
    sdl: `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      type Query { mine: Page }
      type Page { of: String! }
    `,
    resolvers: {
      Query: {
        mine: async (_: unknown, __: unknown, headers: unknown) => {
          answered += 1;
          // Answers overtake one another.
          if (answered % 3 === 0) await delay(answered % 5);
          const bearer = verify(shown.parse(headers)["linli-passport"]);
          return { of: z.object({ person: z.string() }).parse(bearer).person };
        },
      },
    },
  });
  const { app } = await startGateway([people, diary], {
    signIn: { issuer: issuer.issuer, audience: "linli", passportKey: keys.private },
    budgets: { viewerPoints: 1_000_000 },
    capacity: { eventLoopDelayMs: 60_000 },
    logger: pino({ level: "silent" }),
  });
  const callers = await Promise.all(
    Array.from(known, async ([subject, { person }]) => ({
      person,
      authorization: `Bearer ${await issuer.token(subject, { exp: Math.floor(Date.now() / 1000) + 600 })}`,
    })),
  );
  const ask = async (authorization: string): Promise<unknown> =>
    (
      await app.inject({
        method: "POST",
        url: "/graphql",
        headers: { authorization },
        payload: { query: "{ mine { of } }" },
      })
    ).json();

  for (let round = 0; round < rounds; round++) {
    const answers = await Promise.all(
      callers.flatMap(({ authorization }) => [ask(authorization), ask(authorization)]),
    );
    expect(answers).toEqual(
      callers.flatMap(({ person }) => [
        { data: { mine: { of: person } } },
        { data: { mine: { of: person } } },
      ]),
    );
  }
  // And what one viewer asked twice at once was mostly asked of the service once.
  expect(answered).toBeGreaterThanOrEqual(viewers * rounds);
  expect(answered).toBeLessThan(1.5 * viewers * rounds);
}, 120_000);
