import { memberships, person, place, postOf } from "@linli/demo-world";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServiceName, serviceNames } from "../service-names.ts";
import { startTestGraph, type TestGraph } from "../test/graph.ts";
import { lunch, workplace } from "./live-offer.ts";
import { approveOffer, createOffer, submitOffer } from "./operations.ts";

const clock = { at: new Date() };
let graph: TestGraph;
/** The passports that each service was shown. */
const shown = Object.fromEntries(serviceNames.map((name) => [name, new Set<string>()])) as Record<
  ServiceName,
  Set<string>
>;
beforeAll(async () => {
  graph = await startTestGraph({ now: () => clock.at });
  for (const name of serviceNames)
    graph.services[name].app.server.on("request", ({ headers, url }) => {
      const passport = headers["linli-passport"];
      if (url === "/graphql" && typeof passport === "string") shown[name].add(passport);
    });
}, 120_000);
afterAll(() => graph.stop());

const wait = (seconds: number) => (clock.at = new Date(+clock.at + seconds * 1_000));

/** Who reported the demands of a place shows to its worker alone. */
const reporters = (key: string) =>
  `{ place(id: "${place(key).id}") { demands(first: 20) { nodes { reporter { id } } } } }`;
const seesReporters = (data: { place: { demands: { nodes: { reporter: object | null }[] } } }) =>
  data.place.demands.nodes.some(({ reporter }) => reporter !== null) || null;

/** What at each service only a worker of the place may do or see. */
const doors: Record<Exclude<ServiceName, "merchants">, { query: string; read: (data: never) => unknown }> = {
  people: {
    query: `{ person(id: "${person("resident").id}") { phone } }`,
    read: ({ person: seen }: { person: { phone: string | null } | null }) => seen?.phone ?? null,
  },
  projects: { query: reporters("panlong"), read: seesReporters },
  meetings: {
    query: `{ place(id: "${place("panlong").id}") { meetings(first: 100) { nodes { state agendaItems { totalCount } } } } }`,
    read: (data: {
      place: { meetings: { nodes: { state: string; agendaItems: { totalCount: number } | null }[] } };
    }) => data.place.meetings.nodes.find(({ state }) => state !== "MINUTES_CONFIRMED")!.agendaItems,
  },
};

type Submission = { id: string; hash: string };

async function submitted(): Promise<Submission> {
  const owner = await graph.token("merchant-owner");
  const { merchantId } = await workplace(graph, "merchant-owner");
  const { id } = (await graph.ask(createOffer, lunch(merchantId), owner)).data.createOffer;
  const { data } = await graph.ask(submitOffer, { id }, owner);
  return { id, hash: data.submitOffer.submittedHash };
}

/** What the worker gets at each service: something or, refused, nothing. */
async function tryAll(token: string, offer: Submission) {
  const seen = await Promise.all(
    Object.entries(doors).map(async ([name, { query, read }]) => {
      const { data } = await graph.ask(query, {}, token);
      return [name, read(data as never) !== null] as const;
    }),
  );
  const { data } = await graph.ask(approveOffer, offer, token);
  return { ...Object.fromEntries(seen), merchants: data.approveOffer.__typename === "Offer" };
}

const everywhere = { people: true, projects: true, merchants: true, meetings: true };
const nowhere = { people: false, projects: false, merchants: false, meetings: false };

test("a dismissed worker's open token is refused within 60 s at every service", async () => {
  const worker = await graph.token("worker");
  const [one, two, three] = [await submitted(), await submitted(), await submitted()];
  expect(await tryAll(worker, one)).toEqual(everywhere);

  const post = postOf("gaodeng-committee/worker").id;
  const term = memberships.find(({ postId }) => postId === post)!;
  const dismiss = `mutation ($id: ID!) { dismiss(id: $id) { __typename } }`;
  const answer = await graph.ask(dismiss, { id: term.id }, await graph.token("league-reviewer"));
  expect(answer.data).toEqual({ dismiss: { __typename: "Membership" } });
  // The session is open, and what the gateway was told is fresh: this is the time that is bounded.
  wait(29);
  expect(await tryAll(worker, two)).toEqual(everywhere);
  wait(31);
  expect(await tryAll(worker, three)).toEqual(nowhere);
  const { data } = await graph.ask("{ viewer { grants { role } } }", {}, worker);
  expect(data).toEqual({ viewer: { grants: [] } });

  // Nor does a passport that was shown before open a door past the gateway.
  for (const name of serviceNames) expect(shown[name].size, name).toBeGreaterThan(0);
  const offer = { query: approveOffer, variables: three };
  for (const passport of shown.merchants) {
    const response = await graph.services.merchants.app.inject({
      method: "POST",
      url: "/graphql",
      headers: { "linli-passport": passport },
      payload: offer,
    });
    expect(response.json().data.approveOffer.__typename).toMatch(/^Not(SignedIn|Allowed)$/);
  }
});

test("while people is down a right that ended is gone within 60 s, too", async () => {
  const elsewhere = await graph.token("worker-elsewhere");
  const ask = () => graph.ask(reporters("libuga"), {}, elsewhere);
  expect(seesReporters((await ask()).data)).toBe(true);
  await graph.disconnect("people");
  try {
    wait(49);
    expect((await ask()).status).toBe(200);
    wait(2);
    expect((await ask()).status).toBe(503);
  } finally {
    await graph.reconnect("people");
  }
});
