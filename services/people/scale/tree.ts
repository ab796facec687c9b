import { fixedId, place as demoPlace, places as demoPlaces, random } from "@linli/demo-world";
import type { PlaceKind } from "@linli/kernel";

/** Places of the prefecture, the demo world's included. */
const placeCount = 15_000;

export type ScalePlace = { id: string; kind: PlaceKind; name: string; parentId: string };

const counties = ["砚山县", "西畴县", "麻栗坡县", "马关县", "丘北县", "广南县", "富宁县"];
const firsts = Array.from("金银龙凤盛锦华康安和福祥瑞泰宏春秋东南西北中新兴光");
const seconds = Array.from("山水河湖园林苑城湾坪坝岭峰溪桥亭庭景月星云海川源");

/** The other counties of the prefecture with all below them, parents before children; always the same. */
export function scalePlaces(): ScalePlace[] {
  const dice = random("scale:places");
  const made: ScalePlace[] = [];
  const taken = new Set<string>();
  const add = (kind: PlaceKind, name: string, parentId: string) => {
    const place = { id: fixedId(`scale:place:${made.length}`), kind, name, parentId };
    made.push(place);
    return place.id;
  };
  const below = (
    parents: readonly string[],
    kind: PlaceKind,
    ending: string,
    count: (parent: number) => number,
  ) =>
    parents.flatMap((parentId, parent) =>
      Array.from({ length: count(parent) }, () => {
        let name = "";
        do name = `${dice.pick(firsts)}${dice.pick(seconds)}${dice.pick(seconds)}${ending}`;
        while (taken.has(parentId + name));
        taken.add(parentId + name);
        return add(kind, name, parentId);
      }),
    );

  const top = demoPlace("wenshan-prefecture").id;
  const inPrefecture = counties.map((name) => add("COUNTY", name, top));
  const townships = below(inPrefecture, "TOWNSHIP", "镇", () => 12);
  const communities = below(townships, "COMMUNITY", "社区", () => 5);
  const quarters = below(communities, "QUARTER", "小区", (index) => 2 + (index % 2));
  const buildings = placeCount - demoPlaces.length - made.length;
  for (let index = 0; index < buildings; index++) {
    const number = 1 + Math.floor(index / quarters.length);
    add("BUILDING", `${number}幢`, quarters[index % quarters.length]!);
  }
  return made;
}
