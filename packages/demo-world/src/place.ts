import type { PlaceKind } from "@linli/kernel";
import { fixedId } from "./fixed-id.ts";

export type DemoPlace = {
  id: string;
  key: string;
  kind: PlaceKind;
  name: string;
  parentId: string | null;
};

type Branch = { key: string; kind: PlaceKind; name: string; children?: Branch[] };

const quarter = (key: string, name: string, buildings: number): Branch => ({
  key,
  kind: "QUARTER",
  name,
  children: Array.from({ length: buildings }, (_, index) => ({
    key: buildingKey(key, index + 1),
    kind: "BUILDING",
    name: `${index + 1}幢`,
  })),
});

const tree: Branch = {
  key: "wenshan-prefecture",
  kind: "PREFECTURE",
  name: "文山壮族苗族自治州",
  children: [
    {
      key: "wenshan",
      kind: "COUNTY",
      name: "文山市",
      children: [
        {
          key: "wolong",
          kind: "TOWNSHIP",
          name: "卧龙街道",
          children: [
            {
              key: "libuga",
              kind: "COMMUNITY",
              name: "里布嘎社区",
              children: [
                quarter("libuga-xincun", "里布嘎新村", 8),
                quarter("wolong-huayuan", "卧龙花园", 9),
                quarter("jinshi", "金石小区", 7),
                quarter("xuefu", "学府雅苑", 7),
              ],
            },
          ],
        },
        {
          key: "xinping",
          kind: "TOWNSHIP",
          name: "新平街道",
          children: [
            {
              key: "gaodeng",
              kind: "COMMUNITY",
              name: "高登社区",
              children: [quarter("panlong", "盛世盘龙小区", 14)],
            },
          ],
        },
        {
          key: "kaihua",
          kind: "TOWNSHIP",
          name: "开化街道",
          children: [
            {
              key: "dongfeng",
              kind: "COMMUNITY",
              name: "东风社区",
              children: [{ key: "longcheng", kind: "BUILDING", name: "龙成国际楼宇" }],
            },
          ],
        },
      ],
    },
  ],
};

const flatten = ({ key, kind, name, children = [] }: Branch, parentId: string | null): DemoPlace[] => {
  const id = fixedId(`place:${key}`);
  return [{ id, key, kind, name, parentId }, ...children.flatMap((child) => flatten(child, id))];
};

/** The place tree, each parent before its children. */
export const places: readonly DemoPlace[] = flatten(tree, null);

const byKeyOrId = new Map(places.flatMap((here) => [[here.key, here] as const, [here.id, here] as const]));

/** A building's key in its quarter. */
export function buildingKey(quarterKey: string, number: number): string {
  return `${quarterKey}/${number}`;
}

/** A place of the demo world by its key or its id; one that doesn't exist is an error in the seed. */
export function place(keyOrId: string): DemoPlace {
  const found = byKeyOrId.get(keyOrId);
  if (!found) throw new Error(`The demo world has no place "${keyOrId}".`);
  return found;
}

const paths = new Map<string, DemoPlace[]>();
for (const here of places)
  paths.set(here.id, [here, ...(here.parentId === null ? [] : paths.get(here.parentId)!)]);

/** The place and all places above it, from the place up. */
export function placePath(keyOrId: string): readonly DemoPlace[] {
  return paths.get(place(keyOrId).id)!;
}

/** Whether a place is another one or lies in it; both by key or id. */
export function liesWithin(keyOrId: string, outer: string): boolean {
  return placePath(keyOrId).includes(place(outer));
}

/** The buildings in a place, or the place itself if it is one. */
export function buildingsIn(keyOrId: string): DemoPlace[] {
  return places.filter(({ kind, id }) => kind === "BUILDING" && liesWithin(id, keyOrId));
}
