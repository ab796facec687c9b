import { fixedId } from "./fixed-id.ts";
import { organization } from "./organization.ts";

/** The seat of a league organization in an alliance. */
type DemoAllianceSeat = { id: string; organizationId: string; kind: "BASE" | "PARTNER" };

/** A moment so many months before today's, and so many days after that. */
export type DemoMoment = { monthsAgo: number; days: number };

/**
 * An alliance, its seats in the order of their turns (R9, R14). Turns begin so many whole months before today, so that
 * one begins today, or has just begun, whenever the world is laid out.
 */
export type DemoAlliance = {
  /** The organization's id. */
  id: string;
  key: string;
  formedMonthsAgo: number;
  rotation: "MONTHLY" | "QUARTERLY";
  seats: readonly DemoAllianceSeat[];
  /** Two seats that changed places in a round, or would: as long as nobody has consented. */
  swaps: readonly {
    id: string;
    seatId: string;
    withSeatId: string;
    round: number;
    proposed: DemoMoment;
    consented?: DemoMoment;
  }[];
  /** Whoever presided was away, from a moment on for so many days. */
  absences: readonly { id: string; seatId: string; since: DemoMoment; days: number }[];
  /** What was organized together (R6). */
  jointActs: readonly { id: string; description: string; held: DemoMoment; seatIds: readonly string[] }[];
};

const seatId = (alliance: string, body: string) => fixedId(`seat:${body}@${alliance}`);

const seats = (alliance: string, base: string, ...partners: string[]): DemoAllianceSeat[] =>
  [base, ...partners].map((body, index) => ({
    id: seatId(alliance, body),
    organizationId: organization(body).id,
    kind: index === 0 ? "BASE" : "PARTNER",
  }));

const proposal = (alliance: string, name: string, body: string, withBody: string, round: number) => ({
  id: fixedId(`swap:${name}`),
  seatId: seatId(alliance, body),
  withSeatId: seatId(alliance, withBody),
  round,
  proposed: { monthsAgo: 1, days: 3 },
});

const jointAct = (alliance: string, monthsAgo: number, description: string, ...bodies: string[]) => ({
  id: fixedId(`joint-act:${alliance}/${monthsAgo}`),
  description,
  held: { monthsAgo, days: 12 },
  seatIds: bodies.map((body) => seatId(alliance, body)),
});

const [panlong, libuga] = ["panlong-alliance", "libuga-alliance"];

export const alliances: readonly DemoAlliance[] = [
  {
    id: organization(panlong).id,
    key: panlong,
    formedMonthsAgo: 12,
    rotation: "MONTHLY",
    // The 1+3 of 盛世盘龙; its base chairs in each round's first month, and so this month.
    seats: seats(panlong, "gaodeng-league", "aluminium-league", "property-league", "training-league"),
    // In the second round the property company's league presided for 文铝公司, and the other way round. In the present
    // one, and for the next, there are proposals.
    swaps: [
      {
        ...proposal(panlong, "panlong/2", "aluminium-league", "property-league", 2),
        proposed: { monthsAgo: 8, days: 2 },
        consented: { monthsAgo: 8, days: 5 },
      },
      proposal(panlong, "panlong/to-consent", "property-league", "aluminium-league", 4),
      proposal(panlong, "panlong/to-decline", "training-league", "aluminium-league", 4),
      proposal(panlong, "panlong/to-withdraw", "aluminium-league", "gaodeng-league", 5),
    ],
    // Two months ago the chair was away for a week, and the next seat acted.
    absences: [
      {
        id: fixedId("absence:panlong/3"),
        seatId: seatId(panlong, "property-league"),
        since: { monthsAgo: 2, days: 9 },
        days: 7,
      },
    ],
    // Nothing between the sixth and the third month before today: that period is flagged.
    jointActs: [
      jointAct(
        panlong,
        12,
        "联盟成立暨团员共建启动会",
        "gaodeng-league",
        "aluminium-league",
        "training-league",
      ),
      jointAct(panlong, 8, "联合主题团日：走进文铝公司", "gaodeng-league", "aluminium-league"),
      jointAct(panlong, 2, "物业团支部换届协助", "property-league", "gaodeng-league"),
    ],
  },
  {
    id: organization(libuga).id,
    key: libuga,
    formedMonthsAgo: 9,
    rotation: "QUARTERLY",
    seats: seats(libuga, "libuga-league", "libuga-market-league"),
    swaps: [],
    absences: [],
    jointActs: [jointAct(libuga, 5, "市场青年骨干联合培训", "libuga-league", "libuga-market-league")],
  },
];
