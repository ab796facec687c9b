import { type PlaceKind, placeKinds } from "@linli/kernel";
import type { PlaceRow } from "@linli/places";
import { placeName } from "../places/place.input.ts";
import { mayLieIn } from "../places/place.rules.ts";
import type { Columns, ImportProblem, ImportRow } from "./import-file.rules.ts";
import { placeFinder } from "./place-finder.rules.ts";

/** The columns of a file of places. A parent may be named with the places above it: `高登社区/盛世盘龙小区`. */
export const placeColumns = {
  name: { headings: ["名称", "name"] },
  kind: { headings: ["类别", "kind"] },
  parent: { headings: ["上级", "parent"] },
} as const satisfies Columns<string>;

const kindLabels: Record<string, PlaceKind> = {
  州: "PREFECTURE",
  县市: "COUNTY",
  县: "COUNTY",
  市: "COUNTY",
  乡镇街道: "TOWNSHIP",
  乡: "TOWNSHIP",
  镇: "TOWNSHIP",
  街道: "TOWNSHIP",
  社区: "COMMUNITY",
  小区: "QUARTER",
  楼宇: "BUILDING",
  幢: "BUILDING",
  ...Object.fromEntries(placeKinds.map((kind) => [kind, kind])),
};

type Plan = { created: PlaceRow[]; unchanged: number; problems: ImportProblem[] };

/**
 * What a file of places adds to those that are there. A row that names one of them changes nothing, so that the same file
 * can be imported again. Rows may stand in any order.
 */
export function planPlaces(
  rows: readonly ImportRow<keyof typeof placeColumns>[],
  known: readonly PlaceRow[],
  { mayCreate, newId }: { mayCreate(kind: PlaceKind): boolean; newId(): string },
): Plan {
  const plan: Plan = { created: [], unchanged: 0, problems: [] };
  const inUse = known.filter(({ retiredOn }) => retiredOn === null);
  const finder = placeFinder(inUse);
  const standing = new Map<string, { kind: PlaceKind; line: number | null }>();
  const spot = (parentId: string | null, name: string) => `${parentId}\n${name}`;
  for (const { parentId, name, kind } of inUse) standing.set(spot(parentId, name), { kind, line: null });
  let top = known.length === 0 ? undefined : (inUse.find(({ kind }) => kind === "PREFECTURE")?.name ?? "");
  const wrong = (line: number, column: keyof typeof placeColumns, message: string) => {
    plan.problems.push({ line, column: placeColumns[column].headings[0], message });
  };

  const drafts = rows.flatMap(({ line, cells }) => {
    const name = placeName.safeParse(cells.name);
    const kind = kindLabels[cells.kind.toUpperCase()];
    if (!name.success) wrong(line, "name", name.error.issues[0]!.message);
    if (!kind) wrong(line, "kind", "must be one of 州, 县市, 乡镇街道, 社区, 小区, 楼宇");
    return name.success && kind ? [{ line, kind, name: name.data, parent: cells.parent }] : [];
  });
  // Kinds go down strictly: whatever a place lies in comes before it.
  const downwards = drafts.toSorted((a, b) => placeKinds.indexOf(a.kind) - placeKinds.indexOf(b.kind));

  for (const { line, kind, name, parent } of downwards) {
    const parentId = parentOf({ line, kind, name, parent });
    if (parentId === undefined) continue;
    const there = standing.get(spot(parentId, name));
    if (there?.line != null) wrong(line, "name", `the same place as on line ${there.line}`);
    else if (there && there.kind !== kind) wrong(line, "name", "a place of another kind has this name there");
    else if (there) plan.unchanged += 1;
    else if (!mayCreate(kind)) wrong(line, "kind", "places of this kind are not yours to create");
    else {
      const row = { id: newId(), kind, name, parentId, retiredOn: null };
      plan.created.push(row);
      finder.add(row);
      standing.set(spot(parentId, name), { kind, line });
    }
  }
  plan.problems.sort((a, b) => a.line - b.line);
  return plan;

  /** The place that a row's parent means; null for the top; undefined, with the problem noted, where there is none. */
  function parentOf({ line, kind, name, parent }: (typeof drafts)[number]): string | null | undefined {
    if (kind === "PREFECTURE") {
      if (parent !== "") wrong(line, "parent", "nothing lies above a prefecture");
      else if (top !== undefined && top !== name) wrong(line, "kind", "there is another top of the tree");
      else {
        top = name;
        return null;
      }
      return undefined;
    }
    const found = finder.find(parent);
    const fitting = found.filter((place) => mayLieIn(kind, place.kind));
    if (found.length === 0) wrong(line, "parent", "there is no such place in use");
    else if (fitting.length === 0) wrong(line, "parent", "a place of this kind does not lie there");
    else if (fitting.length > 1)
      wrong(line, "parent", "several places have this name: write what is above it too, as 社区/小区");
    else return fitting[0]!.id;
    return undefined;
  }
}
