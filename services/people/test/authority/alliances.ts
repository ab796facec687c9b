import { alliances, fixedId, organization, place } from "@linli/demo-world";
import type { MutationCase } from "@linli/testing";

const [panlong, libuga] = alliances as [(typeof alliances)[number], (typeof alliances)[number]];
const seatOf = (body: string) =>
  panlong.seats.find(({ organizationId }) => organizationId === organization(body).id)!.id;
const key = (name: string, turn: number) => fixedId(`authority:${name}:${turn}`);
const swap = (name: string) => ({ id: fixedId(`swap:panlong/${name}`) });

/**
 * Who decides what in the alliance of 盛世盘龙: its chair is in term, the administrator is that of 文铝公司's seat. What
 * changes who takes part comes last.
 */
export const allianceCases: Record<string, MutationCase> = {
  recordJointAct: {
    document: `mutation ($allianceId: ID!, $input: NewJointAct!) {
      recordJointAct(allianceId: $allianceId, input: $input) { __typename } }`,
    variables: (turn) => ({
      allianceId: panlong.id,
      input: {
        heldOn: new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10),
        description: "联合主题团日",
        seatIds: [seatOf("gaodeng-league"), seatOf("aluminium-league")],
        idempotencyKey: key("record-joint-act", turn),
      },
    }),
    allowed: ["organization-admin", "chair", "worker", "league-reviewer"],
  },
  consentToSwap: {
    document: `mutation ($id: ID!) { consentToSwap(id: $id) { __typename } }`,
    variables: () => swap("to-consent"),
    allowed: ["organization-admin"],
  },
  declineSwap: {
    document: `mutation ($id: ID!) { declineSwap(id: $id) { __typename } }`,
    variables: () => swap("to-decline"),
    allowed: ["organization-admin"],
  },
  withdrawSwap: {
    document: `mutation ($id: ID!) { withdrawSwap(id: $id) { __typename } }`,
    variables: () => swap("to-withdraw"),
    allowed: ["organization-admin"],
  },
  proposeSwap: {
    document: `mutation ($seatId: ID!, $withSeatId: ID!, $key: String!) {
      proposeSwap(seatId: $seatId, withSeatId: $withSeatId, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({
      seatId: seatOf("aluminium-league"),
      withSeatId: seatOf("property-league"),
      key: key("propose-swap", turn),
    }),
    allowed: ["organization-admin"],
  },
  skipTurn: {
    document: `mutation ($seatId: ID!, $key: String!) {
      skipTurn(seatId: $seatId, reason: "期末考试", idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ seatId: seatOf("training-league"), key: key("skip-turn", turn) }),
    allowed: ["chair", "worker", "league-reviewer"],
  },
  setRotationPolicy: {
    document: `mutation ($allianceId: ID!, $key: String!) {
      setRotationPolicy(allianceId: $allianceId, rotation: { kind: MONTHLY }, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({ allianceId: panlong.id, key: key("set-rotation-policy", turn) }),
    allowed: ["chair", "league-reviewer"],
  },
  // For a moment: what else the chair may do is tried as well.
  nameActingChair: {
    document: `mutation ($allianceId: ID!, $until: DateTime!, $key: String!) {
      nameActingChair(allianceId: $allianceId, until: $until, idempotencyKey: $key) { __typename } }`,
    variables: (turn) => ({
      allianceId: panlong.id,
      until: new Date(Date.now() + 500).toISOString(),
      key: key("name-acting-chair", turn),
    }),
    allowed: ["chair", "worker", "league-reviewer"],
  },
  resumeChair: {
    document: `mutation ($allianceId: ID!) { resumeChair(allianceId: $allianceId) { __typename } }`,
    variables: () => ({ allianceId: panlong.id }),
    allowed: ["chair", "worker", "league-reviewer"],
    // The absence that the case before names may be over by then.
    spared: "ChairNotAway",
  },
  formAlliance: {
    document: `mutation ($input: NewAlliance!) { formAlliance(input: $input) { __typename } }`,
    variables: (turn) => ({
      input: {
        name: `龙成国际楼宇团建联盟（${turn}）`,
        placeId: place("longcheng").id,
        baseId: organization("dongfeng-league").id,
        partnerIds: [organization("longcheng-digital-league").id],
        idempotencyKey: key("form-alliance", turn),
      },
    }),
    allowed: ["league-reviewer"],
  },
  admitSeat: {
    document: `mutation ($allianceId: ID!, $input: NewAllianceSeat!) {
      admitSeat(allianceId: $allianceId, input: $input) { __typename } }`,
    variables: (turn) => ({
      allianceId: panlong.id,
      input: {
        organizationId: organization("libuga-market-league").id,
        idempotencyKey: key("admit-seat", turn),
      },
    }),
    allowed: ["chair", "league-reviewer"],
  },
  leaveSeat: {
    document: `mutation ($seatId: ID!) { leaveSeat(seatId: $seatId) { __typename } }`,
    variables: () => ({ seatId: seatOf("aluminium-league") }),
    allowed: ["organization-admin", "league-reviewer"],
  },
  dissolveAlliance: {
    document: `mutation ($id: ID!) { dissolveAlliance(id: $id, reason: "任务完成") { __typename } }`,
    variables: () => ({ id: libuga.id }),
    allowed: ["league-reviewer"],
  },
};
