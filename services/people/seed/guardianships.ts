import { insertAll } from "@linli/database";
import { birthDateOf, type DemoPerson, fixedId, liesWithin, people, person, place } from "@linli/demo-world";
import { adultAge, childUntil, midnight } from "@linli/kernel";
import { consents, guardianships } from "../src/db/tables.ts";
import { type ConsentPurpose, currentVersion } from "../src/consents/consent.rules.ts";
import { endOfMinority } from "../src/guardianships/guardianship.rules.ts";
import type { Part, Seeding } from "./seeding.ts";

/** Who cares for the children of the demo world, and what people consent to. */
export const layOutGuardianships: Part = async (seeding) => {
  const families = people.flatMap((child) => familyOf(child));
  return {
    监护: await insertAll(
      seeding.tx,
      guardianships,
      families.map((family, index) => guardianshipOf(family, index, seeding)),
    ),
    同意记录: await insertAll(seeding.tx, consents, consentsIn(families.slice(2), seeding)),
  };
};

type Family = { child: DemoPerson; parent: DemoPerson };

/** A child below the age of consent, and the first of those who live with it. */
function familyOf(child: DemoPerson): Family[] {
  if (child.age >= childUntil || !child.home) return [];
  const parent = people.find(
    ({ home, age }) =>
      age >= adultAge && home?.placeId === child.home!.placeId && home.room === child.home!.room,
  );
  return parent ? [{ child, parent }] : [];
}

/** The first two wait for the community, and the others were confirmed. */
function guardianshipOf({ child, parent }: Family, index: number, { today, on }: Seeding) {
  const community = communityOf(child);
  const confirmedAt = midnight(on(2));
  const asked = {
    id: fixedId(`guardianship:${child.key}`),
    minorId: child.id,
    guardianId: parent.id,
    kind: "PARENT" as const,
    placeId: place(community.key).id,
    requestedAt: confirmedAt,
  };
  if (index < 2) return { ...asked, state: "REQUESTED" as const };
  return {
    ...asked,
    state: "CONFIRMED" as const,
    decidedBy: person(community.worker).id,
    decidedAt: confirmedAt,
    from: confirmedAt,
    until: endOfMinority(birthDateOf(child, today)),
  };
}

function communityOf({ home }: DemoPerson) {
  if (liesWithin(home!.placeId, "gaodeng")) return { key: "gaodeng", worker: "worker" };
  if (liesWithin(home!.placeId, "libuga")) return { key: "libuga", worker: "worker-elsewhere" };
  return { key: "dongfeng", worker: "dongfeng-worker" };
}

/** Everybody who may consented to coupons; parents to care, and the first of them withdrew that again. */
function consentsIn(families: readonly Family[], { on, today }: Seeding) {
  const at = midnight(on(1));
  const step = (someone: DemoPerson, by: DemoPerson, purpose: ConsentPurpose) => ({
    id: fixedId(`consent:${someone.key}:${purpose}`),
    personId: someone.id,
    givenBy: by.id,
    purpose,
    ordinal: 1,
    version: currentVersion(purpose),
    given: true,
    at,
  });
  const [withdrawn] = families;
  return [
    ...people.filter(({ age }) => age >= childUntil).map((someone) => step(someone, someone, "COUPON_CLAIM")),
    // To the text before the present one.
    { ...step(person("resident"), person("resident"), "ACTIVITY_PHOTO"), version: 1 },
    ...families.map(({ child, parent }) => step(child, parent, "MINOR_CARE")),
    {
      ...step(withdrawn!.child, withdrawn!.parent, "MINOR_CARE"),
      id: fixedId(`consent:${withdrawn!.child.key}:MINOR_CARE:withdrawn`),
      ordinal: 2,
      given: false,
      at: today,
    },
  ];
}
