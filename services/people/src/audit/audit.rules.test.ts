import fc from "fast-check";
import { expect, test } from "vitest";
import { firstBreak, hashOf, linked, type Link, type Reading, start } from "./audit.rules.ts";

const reading = (nth: number): Reading => ({
  id: `reading-${nth}`,
  at: new Date(Date.UTC(2026, 10, 23, 4, 0, nth)),
  readerId: "worker",
  role: "COMMUNITY_WORKER",
  scope: "community",
  personId: `person-${nth % 3}`,
  dataClass: "C2",
  fields: ["name", "phone"],
  disclosureId: "disclosure",
  requestId: null,
});
const chain = (length: number) =>
  linked(
    Array.from({ length }, (_, index) => reading(index)),
    start,
  );

test("a chain holds, however it was added to", () => {
  const whole = chain(7);
  expect(firstBreak(whole, start)).toBeUndefined();
  expect(firstBreak(whole.slice(3), whole[2]!)).toBeUndefined();
  const head = linked([reading(0), reading(1)], start).at(-1)!;
  expect(linked([reading(2)], head)).toEqual([whole[2]]);
});

test("whatever is changed, left out, swapped or put in is found at the right link", () => {
  const length = 6;
  const changes: ((link: Link) => Link)[] = [
    (link) => ({ ...link, readerId: "another" }),
    (link) => ({ ...link, personId: "another" }),
    (link) => ({ ...link, role: null }),
    (link) => ({ ...link, scope: null }),
    (link) => ({ ...link, at: new Date(+link.at + 1) }),
    (link) => ({ ...link, dataClass: "C3" }),
    (link) => ({ ...link, fields: ["name"] }),
    (link) => ({ ...link, disclosureId: null }),
    (link) => ({ ...link, requestId: "request" }),
    (link) => ({ ...link, id: "another" }),
    (link) => ({ ...link, hash: hashOf({ ...link, sequence: 99 }) }),
  ];
  fc.assert(
    fc.property(fc.nat({ max: length - 1 }), fc.constantFrom(...changes), (index, change) => {
      const links = chain(length).map((link, at) => (at === index ? change(link) : link));
      expect(firstBreak(links, start)).toEqual({ sequence: index + 1, kind: "CHANGED" });
    }),
  );
  const links = chain(length);
  expect(firstBreak(links.toSpliced(2, 1), start)).toEqual({ sequence: 3, kind: "MISSING" });
  expect(firstBreak(links.slice(1), start)).toEqual({ sequence: 1, kind: "MISSING" });
  // Who changes an entry and makes its hash anew breaks the next link.
  const forged = { ...links[2]!, readerId: "another" };
  const remade = links.with(2, { ...forged, hash: hashOf(forged) });
  expect(firstBreak(remade, start)).toEqual({ sequence: 4, kind: "OUT_OF_ORDER" });
});
