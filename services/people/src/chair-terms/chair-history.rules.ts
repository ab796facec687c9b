import type { RotationPolicy } from "./rotation.rules.ts";
import type { ChairAbsence, ChairHistory, RotatingSeat, TurnSkip } from "./turn.rules.ts";

/** What to select of an alliance, as columns and relations, to know who chairs it. */
export const chairHistory = {
  columns: { formedOn: true, dissolvedOn: true },
  with: {
    everSeated: { orderBy: { position: "asc" } },
    policies: { orderBy: { decidedAt: "asc", sequence: "asc" } },
    consentedSwaps: { orderBy: { decidedAt: "asc", sequence: "asc" } },
    skips: { columns: { seatId: true, skippedAt: true } },
    absences: { columns: { seatId: true, from: true, until: true } },
  },
} as const;

type Selected<Seat extends RotatingSeat> = {
  formedOn: string;
  dissolvedOn: string | null;
  everSeated: readonly Seat[];
  policies: readonly RotationPolicy[];
  consentedSwaps: readonly { seatId: string; withSeatId: string; round: number; decidedAt: Date | null }[];
  skips: readonly TurnSkip[];
  absences: readonly ChairAbsence[];
};

/** What was selected, as the rules of the chair want it. */
export function historyOf<Seat extends RotatingSeat>({
  everSeated: seats,
  consentedSwaps,
  ...rest
}: Selected<Seat>): ChairHistory<Seat> {
  const swaps = consentedSwaps.map(({ decidedAt, ...swap }) => ({ ...swap, consentedAt: decidedAt! }));
  return { ...rest, seats, swaps };
}
