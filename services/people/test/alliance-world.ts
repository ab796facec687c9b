import { uuidv7 } from "@linli/kernel";
import type { Viewer } from "@linli/passport";
import { memberships, organizations, persons, posts } from "../src/db/tables.ts";
import { as, createHarness, place } from "./harness.ts";

const names = ["base", "first", "second", "third"] as const;
type Body = (typeof names)[number];

/** Somebody with one right at an organization. */
const bearing = (
  role: Viewer["grants"][number]["role"],
  scope: { place?: string; organization?: string },
) => ({
  ...as(uuidv7()),
  grants: [{ role, place: scope.place ?? null, organization: scope.organization ?? null }],
});

export const reviewer = bearing("LEAGUE_REVIEWER", { place: place.county });
export const reviewerElsewhere = bearing("LEAGUE_REVIEWER", { place: place.otherQuarter });
export const worker = bearing("COMMUNITY_WORKER", { place: place.community });

const documents = {
  form: `mutation ($input: NewAlliance!) { answer: formAlliance(input: $input) { __typename
    ... on Alliance { id formedOn pattern rotationPolicy { kind termMonths startDates } seats { id kind position organization { id } }
      chair { kind seat { organization { id } } } }
    ... on InvalidInput { problems { path } } ... on UserError { code } } }`,
  admit: `mutation ($allianceId: ID!, $input: NewAllianceSeat!) { answer: admitSeat(allianceId: $allianceId, input: $input) { __typename
    ... on AllianceSeat { id kind position joinedOn leftOn } ... on InvalidInput { problems { path } } ... on UserError { code } } }`,
  leave: `mutation ($seatId: ID!, $leavesOn: Date) { answer: leaveSeat(seatId: $seatId, leavesOn: $leavesOn) { __typename
    ... on AllianceSeat { id leftOn } ... on InvalidInput { problems { path } } ... on UserError { code } } }`,
  dissolve: `mutation ($id: ID!, $reason: String = "任务完成", $dissolvesOn: Date) {
    answer: dissolveAlliance(id: $id, reason: $reason, dissolvesOn: $dissolvesOn) { __typename
    ... on Alliance { id dissolvedOn } ... on InvalidInput { problems { path } }
    ... on UserError { code } } }`,
  rotate: `mutation ($allianceId: ID!, $rotation: RotationInput!, $key: String!) {
    answer: setRotationPolicy(allianceId: $allianceId, rotation: $rotation, idempotencyKey: $key) { __typename
    ... on Alliance { rotationPolicy { kind termMonths startDates } } ... on InvalidInput { problems { path } } ... on UserError { code } } }`,
  skip: `mutation ($seatId: ID!, $reason: String = "期末考试", $key: String!) {
    answer: skipTurn(seatId: $seatId, reason: $reason, idempotencyKey: $key) { __typename
    ... on Alliance { id } ... on InvalidInput { problems { path } } ... on UserError { code } } }`,
  act: `mutation ($allianceId: ID!, $until: DateTime, $key: String!) {
    answer: nameActingChair(allianceId: $allianceId, until: $until, idempotencyKey: $key) { __typename
    ... on Alliance { chair { kind until seat { id } inPlaceOf { id } } } ... on InvalidInput { problems { path } }
    ... on UserError { code } } }`,
  resume: `mutation ($allianceId: ID!) { answer: resumeChair(allianceId: $allianceId) { __typename
    ... on Alliance { chair { kind seat { id } } } ... on UserError { code } } }`,
  propose: `mutation ($seatId: ID!, $withSeatId: ID!, $key: String!) {
    answer: proposeSwap(seatId: $seatId, withSeatId: $withSeatId, idempotencyKey: $key) { __typename
    ... on ChairSwap { id round state seat { id } withSeat { id } } ... on InvalidInput { problems { path } } ... on UserError { code } } }`,
  consent: `mutation ($id: ID!) { answer: consentToSwap(id: $id) { __typename
    ... on ChairSwap { id state } ... on SwapClosed { state } ... on UserError { code } } }`,
  decline: `mutation ($id: ID!) { answer: declineSwap(id: $id) { __typename
    ... on ChairSwap { id state } ... on SwapClosed { state } ... on UserError { code } } }`,
  withdraw: `mutation ($id: ID!) { answer: withdrawSwap(id: $id) { __typename
    ... on ChairSwap { id state } ... on SwapClosed { state } ... on UserError { code } } }`,
  record: `mutation ($allianceId: ID!, $input: NewJointAct!) { answer: recordJointAct(allianceId: $allianceId, input: $input) { __typename
    ... on JointAct { id heldOn description seats { id } } ... on InvalidInput { problems { path } } ... on UserError { code } } }`,
} as const;

/**
 * The small world with four league organizations, each with a secretary, and (on the first day, 2026-01-31, noted at
 * ten in the morning) an alliance of the base with the first and the second.
 */
export async function createAllianceWorld() {
  const h = await createHarness();
  h.clock.at = new Date("2026-01-31T10:00:00+08:00");
  const body = Object.fromEntries(names.map((name) => [name, uuidv7()])) as Record<Body, string>;
  const secretary = Object.fromEntries(names.map((name) => [name, uuidv7()])) as Record<Body, string>;
  const sectors = {
    base: "GRASSROOTS",
    first: "ENTERPRISE",
    second: "INDUSTRY",
    third: "ENTERPRISE",
  } as const;
  await h.db.insert(organizations).values(
    names.map((name) => ({
      id: body[name],
      name: `${name}团支部`,
      classification: "LEAGUE_ORGANIZATION" as const,
      sector: sectors[name],
      placeId: place.county,
    })),
  );
  await h.db.insert(persons).values(names.map((name) => ({ id: secretary[name], name: `${name}书记` })));
  const offices = names.map((name) => ({
    id: uuidv7(),
    organizationId: body[name],
    title: "书记",
    role: "ORGANIZATION_ADMIN" as const,
  }));
  await h.db.insert(posts).values(offices);
  await h.db.insert(memberships).values(
    offices.map(({ id }, index) => ({
      id: uuidv7(),
      postId: id,
      personId: secretary[names[index]!],
      startsOn: "2025-01-01",
    })),
  );

  const ask = async (what: keyof typeof documents, variables: object, viewer: Viewer | null) => {
    const { data, errors } = await h.execute(documents[what], variables, viewer);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const newAlliance = {
    name: "盘龙青年联盟",
    placeId: place.quarter,
    baseId: body.base,
    partnerIds: [body.first, body.second],
    idempotencyKey: uuidv7(),
  };
  const alliance = await ask("form", { input: newAlliance }, reviewer);
  const [base, first, second] = alliance.seats.map(({ id }: { id: string }) => id) as [
    string,
    string,
    string,
  ];
  const events = async () => {
    const rows = await h.db.query.outbox.findMany({
      where: { name: "people.changed.v1" },
      orderBy: { sequence: "asc" },
    });
    return rows.map(({ payload, role, scope }) => ({
      ...(payload as { entity: string; from: string; to: string; reason: string | null }),
      role,
      scope,
    }));
  };
  h.queries.length = 0;
  return {
    ...h,
    ask,
    body,
    secretary,
    newAlliance,
    alliance: alliance.id as string,
    seat: { base, first, second },
    admin: (name: Body) => bearing("ORGANIZATION_ADMIN", { organization: body[name] }),
    chair: bearing("CHAIR", { place: place.quarter, organization: alliance.id }),
    events,
    key: () => uuidv7(),
    /** Sets the clock to a time in Shanghai. */
    at: (text: string) => (h.clock.at = new Date(`${text}+08:00`)),
    /** Who presides at times in Shanghai, by the name of the seat. */
    async chairs(...moments: string[]) {
      const asked = moments.map((moment, index) => {
        const at = new Date(`${moment.length === 10 ? `${moment}T00:00:00` : moment}+08:00`).toISOString();
        return `at${index}: chair(at: "${at}") { kind seat { organization { name } } }`;
      });
      const { data } = await h.execute(
        `query ($id: ID!) { organization(id: $id) { alliance { ${asked.join(" ")} } } }`,
        { id: alliance.id },
      );
      return moments.map((_, index) => {
        const found = data.organization.alliance[`at${index}`];
        return found && `${found.seat.organization.name.replace("团支部", "")} ${found.kind}`;
      });
    },
  };
}
