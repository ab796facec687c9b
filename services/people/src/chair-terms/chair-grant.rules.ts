import { dateIn, midnight } from "@linli/kernel";
import type { Grant } from "../grants/grant.rules.ts";
import { chairAt } from "./chair.rules.ts";
import type { ChairHistory, RotatingSeat } from "./turn.rules.ts";

/** A time as administrator of an organization, `[startsOn, endsOn)`. */
export type Administration = { id: string; personId: string; startsOn: string; endsOn: string | null };

/**
 * Who speaks for a seat on a date: of those who administer its organization then, the one who has done so longest.
 * One person, so that an alliance has one chair in person as well; nobody while the post is vacant.
 */
export function representativeOn(
  administrations: readonly Administration[],
  date: string,
): Administration | null {
  const [first = null] = administrations
    .filter(({ startsOn, endsOn }) => startsOn <= date && (endsOn === null || date < endsOn))
    .toSorted((a, b) =>
      a.startsOn === b.startsOn ? (a.id < b.id ? -1 : 1) : a.startsOn < b.startsOn ? -1 : 1,
    );
  return first;
}

type RepresentedSeat = RotatingSeat & { administrations: readonly Administration[] };
type Chaired = { id: string; placeId: string; history: ChairHistory<RepresentedSeat> };

/**
 * The chair's right in an alliance, at it and in its place, and who has it at an instant: while the term lasts and the
 * person speaks for the presiding seat, and not a millisecond longer. Null while nobody does.
 */
export function chairGrant(
  { id: organizationId, placeId, history }: Chaired,
  at: Date,
): { personId: string; grant: Grant } | null {
  const term = chairAt(history, at);
  const speaker = term && representativeOn(term.seat.administrations, dateIn(at));
  if (!speaker) return null;
  const [since, until] = [midnight(speaker.startsOn), speaker.endsOn && midnight(speaker.endsOn)];
  const grant: Grant = {
    role: "CHAIR",
    placeId,
    organizationId,
    source: "CHAIR_TERM",
    from: since > term.from ? since : term.from,
    until: until && until < term.until ? until : term.until,
  };
  return { personId: speaker.personId, grant };
}
