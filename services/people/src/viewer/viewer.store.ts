import { dateIn } from "@linli/kernel";
import type { Db } from "../db/client.ts";
import { basisOfPerson } from "../grants/standing.store.ts";

/** The person behind a sign-in; undefined where nobody is known by it. */
export function findAccount(db: Db, issuer: string, subject: string) {
  return db.query.accounts.findFirst({ columns: { personId: true }, where: { issuer, subject } });
}

/** All that decides what a person may do: birth date, present verified homes, posts, grants and denials. */
export async function findStanding(db: Db, personId: string, at: Date) {
  const today = dateIn(at);
  return db.query.persons.findFirst({
    columns: { id: true, birthDate: true },
    where: { id: personId },
    with: {
      residences: {
        columns: { placeId: true, tenure: true },
        where: {
          verifications: { from: { lte: at }, until: { gt: at } },
          startsOn: { lte: today },
          OR: [{ endsOn: { isNull: true } }, { endsOn: { gt: today } }],
        },
        with: { place: { columns: {}, with: { path: { columns: { id: true } } } } },
        orderBy: { startsOn: "desc", id: "asc" },
      },
      ...basisOfPerson,
    },
  });
}
