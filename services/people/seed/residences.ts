import { insertAll } from "@linli/database";
import {
  birthDateOf,
  type DemoHome,
  type DemoPerson,
  fixedId,
  liesWithin,
  people,
  person,
  place,
  random,
} from "@linli/demo-world";
import { midnight } from "@linli/kernel";
import { households, postedCodes, residences, verifications } from "../src/db/tables.ts";
import type { Policies } from "../src/policies/policy.rules.ts";
import { validity } from "../src/verifications/verification.rules.ts";
import type { Part, Seeding } from "./seeding.ts";

export const layOutResidences: Part = async (seeding) => {
  const homes = people.flatMap((someone) => (someone.home ? [homeOf(someone, someone.home, seeding)] : []));
  homes.push(...homesBesideOf(person("resident"), seeding));
  homes.push(lapsedHomeOf(person("resident-elsewhere"), seeding));
  const doors = new Map(homes.map(({ household }) => [household.id, household]));
  return {
    住户: await insertAll(seeding.tx, households, [...doors.values()]),
    居住信息: await insertAll(
      seeding.tx,
      residences,
      homes.map(({ residence }) => residence),
    ),
    居住核验: await insertAll(
      seeding.tx,
      verifications,
      homes.map(({ verification }) => verification),
    ),
    信函验证码: await insertAll(seeding.tx, postedCodes, homes.flatMap(letterTo)),
  };
};

type Home = {
  household: typeof households.$inferInsert;
  residence: typeof residences.$inferInsert;
  verification: typeof verifications.$inferInsert;
};

/** Where somebody lives, and since when: nobody moves in before birth, or is verified before moving in. */
function homeOf(someone: DemoPerson, { placeId, room, tenure, verified }: DemoHome, seeding: Seeding): Home {
  const { today, on, policies } = seeding;
  const { id: personId, key } = someone;
  const dice = random(`residence:${key}`);
  const startsOn = later(on(dice.integer(12, 120)), birthDateOf(someone, today));
  const verifiedAt = midnight(later(on(dice.integer(2, 11)), startsOn));
  const household = { id: fixedId(`household:${placeId}/${room}`), buildingId: placeId, room };
  const id = fixedId(`residence:${key}`);
  return {
    household,
    residence: { id, personId, householdId: household.id, placeId, tenure, startsOn },
    verification: {
      id: fixedId(`verification:${key}`),
      residenceId: id,
      personId,
      reportedAt: verifiedAt,
      ...(verified
        ? {
            state: "VERIFIED",
            method: "WORKER",
            decidedBy: workerOf(placeId).id,
            decidedAt: verifiedAt,
            ...validity(verifiedAt, policies.verificationMonths, undefined),
          }
        : isFull({ placeId, room }, policies)
          ? {
              state: "NEEDS_REVIEW",
              method: "WORKER",
              checkedBy: workerOf(placeId).id,
              checkedAt: verifiedAt,
            }
          : { state: "REPORTED" }),
    },
  };
}

/** Whether as many are verified behind a door as may be there without a review. */
function isFull({ placeId, room }: Pick<DemoHome, "placeId" | "room">, { peoplePerHousehold }: Policies) {
  const verified = people.filter(
    ({ home }) => home?.placeId === placeId && home.room === room && home.verified,
  );
  return verified.length >= peoplePerHousehold;
}

/** Tenants who wait to be verified have asked for a letter with a code. */
function letterTo({ residence, verification }: Home): (typeof postedCodes.$inferInsert)[] {
  const { id: residenceId, personId, tenure } = residence;
  if (verification.state !== "REPORTED" || tenure !== "TENANT") return [];
  const { id: verificationId, reportedAt: requestedAt } = verification;
  return [{ id: fixedId(`letter:${residenceId}`), residenceId, personId, verificationId, requestedAt }];
}

/** A home beside the one where somebody lives, as a tenant, as far as it was ever looked at by the place's worker. */
function beside({ id: personId, key }: DemoPerson, name: string, building: string, room: string) {
  const buildingId = place(building).id;
  const household = { id: fixedId(`household:${buildingId}/${room}`), buildingId, room };
  const residence = {
    id: fixedId(`residence:${key}/${name}`),
    personId,
    householdId: household.id,
    placeId: buildingId,
    tenure: "TENANT" as const,
  };
  const verification = {
    id: fixedId(`verification:${key}/${name}`),
    residenceId: residence.id,
    personId,
    method: "WORKER" as const,
    decidedBy: workerOf(buildingId).id,
  };
  return { household, residence, verification };
}

/** Where somebody lived before, and a flat that was refused as it is: there are more homes than the present one. */
function homesBesideOf(someone: DemoPerson, { on, policies }: Seeding): Home[] {
  const before = midnight(on(115));
  const lately = midnight(on(1));
  const past = beside(someone, "past", "xuefu/2", "902");
  const second = beside(someone, "second", "panlong/9", "902");
  return [
    {
      ...past,
      residence: { ...past.residence, startsOn: on(120), endsOn: on(12) },
      verification: {
        ...past.verification,
        state: "VERIFIED",
        reportedAt: before,
        decidedAt: before,
        ...validity(before, policies.verificationMonths, undefined),
      },
    },
    {
      ...second,
      residence: { ...second.residence, startsOn: on(3) },
      verification: {
        ...second.verification,
        state: "REFUSED",
        reportedAt: lately,
        decidedAt: lately,
        reason: "请补充租赁合同",
      },
    },
  ];
}

/** A flat that somebody still keeps, and whose verification ran out: it has to be verified anew. */
function lapsedHomeOf(someone: DemoPerson, { on, policies }: Seeding): Home {
  const verifiedAt = midnight(on(policies.verificationMonths + 6));
  const lapsed = beside(someone, "lapsed", "xuefu/3", "903");
  return {
    ...lapsed,
    residence: { ...lapsed.residence, startsOn: on(policies.verificationMonths + 8) },
    verification: {
      ...lapsed.verification,
      state: "VERIFIED",
      reportedAt: verifiedAt,
      decidedAt: verifiedAt,
      ...validity(verifiedAt, policies.verificationMonths, undefined),
    },
  };
}

function workerOf(placeId: string): DemoPerson {
  if (liesWithin(placeId, "gaodeng")) return person("worker");
  return person(liesWithin(placeId, "libuga") ? "worker-elsewhere" : "dongfeng-worker");
}

const later = (one: string, other: string) => (one > other ? one : other);
