import type { classifications, sectors } from "../organizations/organization.rules.ts";
import { BaseSeatStays, LastPartnerStays } from "./alliance.errors.ts";

/** What a seat stands for: the one league organization at the base, or one of its partners (R8). */
export const seatKinds = ["BASE", "PARTNER"] as const;
export type SeatKind = (typeof seatKinds)[number];

/** 1+1, or 1+N with more partners than one (R8). */
export const alliancePatterns = ["ONE_PLUS_ONE", "ONE_PLUS_N"] as const;
export type AlliancePattern = (typeof alliancePatterns)[number];

/** Grassroots league organizations take the base's seat, those of industry and enterprise a partner's. */
const sectorsOf = {
  BASE: ["GRASSROOTS"],
  PARTNER: ["INDUSTRY", "ENTERPRISE"],
} as const satisfies Record<SeatKind, readonly (typeof sectors)[number][]>;

/** Whether an organization may take such a seat (R8). */
export function isFitting(
  {
    classification,
    sector,
  }: { classification: (typeof classifications)[number]; sector: (typeof sectors)[number] | null },
  kind: SeatKind,
): boolean {
  const fitting: readonly (string | null)[] = sectorsOf[kind];
  return classification === "LEAGUE_ORGANIZATION" && fitting.includes(sector);
}

/** Seats of one alliance at most, so that a round has an end. */
export const mostSeats = 36;

/** The pattern that so many partners make; null without any, as before an alliance is formed and after its end. */
export function patternOf(partners: number): AlliancePattern | null {
  if (partners === 0) return null;
  return partners === 1 ? "ONE_PLUS_ONE" : "ONE_PLUS_N";
}

type Seat = { id: string; kind: SeatKind; joinedOn: string; leftOn: string | null };

/** Whether a seat may be given up on a day: never the base's, nor that of the last partner who then stays (R8). */
export function leavable(
  seat: Seat,
  seats: readonly Seat[],
  leavesOn: string,
): BaseSeatStays | LastPartnerStays | null {
  if (seat.kind === "BASE") return new BaseSeatStays();
  const stays = ({ id, kind, joinedOn, leftOn }: Seat) =>
    id !== seat.id && kind === "PARTNER" && joinedOn <= leavesOn && leftOn === null;
  return seats.some(stays) ? null : new LastPartnerStays();
}

/** The day after a date (`yyyy-mm-dd`): the first on which something can end that stands today. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}
