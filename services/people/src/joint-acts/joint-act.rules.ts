import { addMonths } from "@linli/kernel";

/** What an alliance does together (R6): people knows of the first; projects know of the others. */
export const jointWorks = ["ORGANIZING", "RESOURCE", "PROJECT"] as const;
type JointWork = (typeof jointWorks)[number];

/** A stretch of an alliance's life, `[startsOn, endsOn)`, with what was organized together in it. */
export type JointWorkPeriod = { startsOn: string; endsOn: string; acts: number; missing: JointWork[] };

/** Periods that are looked back on at most. */
export const mostPeriods = 12;

/**
 * The periods of an alliance up to a date, the latest first: from its forming on, so many months each. A period is
 * flagged when nothing was organized together in it; the one that runs, too, since it still can be.
 */
export function jointWorkPeriods(
  { formedOn, dissolvedOn }: { formedOn: string; dissolvedOn: string | null },
  acts: readonly { heldOn: string }[],
  today: string,
  months: number,
): JointWorkPeriod[] {
  const periods: JointWorkPeriod[] = [];
  const end = dissolvedOn ?? "9999-12-31";
  for (let index = 0; ; index++) {
    const startsOn = addMonths(formedOn, index * months);
    if (startsOn > today || startsOn >= end) break;
    const next = addMonths(formedOn, (index + 1) * months);
    const endsOn = next < end ? next : end;
    const held = acts.filter(({ heldOn }) => startsOn <= heldOn && heldOn < endsOn).length;
    periods.push({ startsOn, endsOn, acts: held, missing: held > 0 ? [] : ["ORGANIZING"] });
  }
  return periods.slice(-mostPeriods).toReversed();
}
