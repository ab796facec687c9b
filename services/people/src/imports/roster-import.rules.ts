import { storableText, calendarDate } from "@linli/subgraph";
import { z } from "zod";
import { roomNumber } from "../households/household.rules.ts";
import type { tenures } from "../residences/residence.rules.ts";
import type { Columns, ImportProblem, ImportRow } from "./import-file.rules.ts";
import { type NamedPlace, placeFinder } from "./place-finder.rules.ts";

/** The columns of a roster: who lives where. A building may be named with the places above it: `盛世盘龙小区/3幢`. */
export const rosterColumns = {
  name: { headings: ["姓名", "name"] },
  phone: { headings: ["手机号", "phone"], optional: true },
  birthDate: { headings: ["出生日期", "birth date"], optional: true },
  building: { headings: ["楼宇", "building"] },
  room: { headings: ["房号", "room"] },
  tenure: { headings: ["居住身份", "tenure"] },
  since: { headings: ["入住日期", "since"], optional: true },
} as const satisfies Columns<string>;
type Column = keyof typeof rosterColumns;

const tenureLabels: Record<string, (typeof tenures)[number]> = {
  业主: "OWNER",
  租户: "TENANT",
  家属: "FAMILY",
  OWNER: "OWNER",
  TENANT: "TENANT",
  FAMILY: "FAMILY",
};

/** Somebody who lives somewhere, as a row says. */
export type RosterEntry = {
  line: number;
  name: string;
  phone: string | null;
  birthDate: string | null;
  buildingId: string;
  room: string;
  tenure: (typeof tenures)[number];
  since: string;
};

const orNothing = <Schema extends z.ZodType<string>>(schema: Schema) =>
  z.union([z.literal("").transform(() => null), schema]);

/** The people of a roster with their homes, among the places that are in use there. No problem tells what a cell holds. */
export function readRoster(
  rows: readonly ImportRow<Column>[],
  places: readonly NamedPlace[],
  today: string,
): { entries: RosterEntry[]; problems: ImportProblem[] } {
  const finder = placeFinder(places);
  const day = calendarDate.refine((date) => date <= today);
  const columns = {
    name: [storableText.min(1).max(100), "1 to 100 characters"],
    phone: [orNothing(z.string().regex(/^1\d{10}$/)), "must be a mobile number of 11 digits, or empty"],
    birthDate: [orNothing(day), "must be a day until today, as yyyy-mm-dd, or empty"],
    building: [
      z.string().transform((text, context) => {
        const found = finder.find(text).filter(({ kind }) => kind === "BUILDING");
        if (found.length === 1) return found[0]!.id;
        context.addIssue({ code: "custom" });
        return z.NEVER;
      }),
      "must name one building in use there; if several have the name, as 小区/幢",
    ],
    room: [z.string().max(40).transform(roomNumber).pipe(z.string().min(1).max(20)), "1 to 20 characters"],
    tenure: [
      z.string().transform((text, context) => {
        const tenure = tenureLabels[text.toUpperCase()];
        if (tenure) return tenure;
        context.addIssue({ code: "custom" });
        return z.NEVER;
      }),
      "must be one of 业主, 租户, 家属",
    ],
    since: [orNothing(day), "must be a day until today, as yyyy-mm-dd, or empty"],
  } as const satisfies Record<Column, readonly [z.ZodType, string]>;

  const entries: RosterEntry[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const read = <Name extends Column>(column: Name): z.output<(typeof columns)[Name][0]> | undefined => {
      const [schema, message] = columns[column];
      const parsed = schema.safeParse(cells[column]);
      if (parsed.success) return parsed.data as z.output<(typeof columns)[Name][0]>;
      problems.push({ line, column: rosterColumns[column].headings[0], message });
      return undefined;
    };
    const [name, phone, birthDate] = [read("name"), read("phone"), read("birthDate")];
    const [buildingId, room, tenure, since] = [read("building"), read("room"), read("tenure"), read("since")];
    if (
      name === undefined ||
      phone === undefined ||
      birthDate === undefined ||
      buildingId === undefined ||
      room === undefined ||
      tenure === undefined ||
      since === undefined
    )
      continue;
    const key = JSON.stringify([name, phone, buildingId, room]);
    const before = seen.get(key);
    if (before !== undefined)
      problems.push({ line, column: null, message: `the same person and home as on line ${before}` });
    else {
      seen.set(key, line);
      entries.push({ line, name, phone, birthDate, buildingId, room, tenure, since: since ?? today });
    }
  }
  return { entries, problems };
}

/** Somebody who is known, with the present homes. */
export type KnownPerson = {
  id: string;
  name: string;
  phone: string | null;
  homes: readonly { buildingId: string; room: string }[];
};

/**
 * Who of a roster is new, and which homes are. It is the same person by name and phone or, where a row gives no phone, by
 * name and home: then the same roster can be imported again and changes nothing.
 */
export function planRoster(
  entries: readonly RosterEntry[],
  known: readonly KnownPerson[],
  newId: () => string,
) {
  const byPhone = new Map<string, string>();
  const byHome = new Map<string, string>();
  const homes = new Set<string>();
  const phoneKey = (name: string, phone: string) => JSON.stringify([name, phone]);
  const homeKey = (who: string, buildingId: string, room: string) => JSON.stringify([who, buildingId, room]);
  for (const { id, name, phone, homes: present } of known) {
    if (phone !== null) byPhone.set(phoneKey(name, phone), id);
    for (const { buildingId, room } of present) {
      byHome.set(homeKey(name, buildingId, room), id);
      homes.add(homeKey(id, buildingId, room));
    }
  }

  const persons: { id: string; name: string; phone: string | null; birthDate: string | null }[] = [];
  const residences: (Pick<RosterEntry, "buildingId" | "room" | "tenure" | "since"> & { personId: string })[] =
    [];
  let unchanged = 0;
  for (const { name, phone, birthDate, buildingId, room, tenure, since } of entries) {
    let personId =
      phone === null ? byHome.get(homeKey(name, buildingId, room)) : byPhone.get(phoneKey(name, phone));
    if (personId !== undefined && homes.has(homeKey(personId, buildingId, room))) {
      unchanged += 1;
      continue;
    }
    if (personId === undefined) {
      personId = newId();
      persons.push({ id: personId, name, phone, birthDate });
      if (phone !== null) byPhone.set(phoneKey(name, phone), personId);
    }
    homes.add(homeKey(personId, buildingId, room));
    residences.push({ personId, buildingId, room, tenure, since });
  }
  return { persons, residences, unchanged };
}
