import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { inForceOn } from "../memberships/membership.rules.ts";
import { findVerifiedHomes } from "../residences/residence.store.ts";
import { advisers } from "../think-tanks/adviser.table.ts";
import type { Candidate } from "./application.rules.ts";
import { seatApplications } from "./application.table.ts";

export type ApplicationRow = typeof seatApplications.$inferSelect;

/** What decides whether somebody may join a body on a date. */
export async function findCandidate(
  db: Db,
  personId: string,
  bodyId: string,
  on: string,
): Promise<Candidate> {
  const notOver = { OR: [{ endsOn: { isNull: true as const } }, { endsOn: { gt: on } }] };
  const person = await db.query.persons.findFirst({
    columns: { birthDate: true },
    where: { id: personId },
    with: {
      memberships: {
        columns: { startsOn: true },
        where: notOver,
        with: {
          post: {
            columns: { organizationId: true },
            with: {
              organization: {
                columns: { classification: true },
                with: { place: { columns: {}, with: { path: { columns: { id: true } } } } },
              },
            },
          },
        },
      },
      advisers: { columns: { kind: true }, where: { thinkTankId: bodyId } },
    },
  });
  const seats = person?.memberships ?? [];
  return {
    birthDate: person?.birthDate ?? null,
    homes: await findVerifiedHomes(db, personId, on),
    committees: seats
      .filter(
        ({ startsOn, post }) => startsOn <= on && post.organization.classification === "OWNERS_COMMITTEE",
      )
      .map(({ post }) => ({ within: post.organization.place.path.map(({ id }) => id) })),
    bodies: seats.map(({ post }) => post.organizationId),
    adviserKind: person?.advisers[0]?.kind ?? null,
  };
}

/** Whether somebody holds a post on a date. */
export async function isHeld(db: Db, postId: string, on: string): Promise<boolean> {
  const holder = await db.query.memberships.findFirst({
    columns: { id: true },
    where: { postId, ...inForceOn(on) },
  });
  return holder !== undefined;
}

/** An application with its seat and body. */
export function findApplication(db: Db, id: string) {
  return db.query.seatApplications.findFirst({
    where: { id },
    with: { post: { with: { organization: true } } },
  });
}

/** Notes an application; undefined where the person's is under way. */
export async function insertApplication(
  tx: Db,
  application: typeof seatApplications.$inferInsert,
): Promise<ApplicationRow | undefined> {
  const [row] = await tx.insert(seatApplications).values(application).onConflictDoNothing().returning();
  return row;
}

/** What somebody brings into a think tank, in place of what was said before. */
export async function saveAdviser(tx: Db, adviser: typeof advisers.$inferInsert): Promise<void> {
  await tx
    .insert(advisers)
    .values(adviser)
    .onConflictDoUpdate({ target: [advisers.thinkTankId, advisers.personId], set: adviser });
}

/** Moves an application on from the state it was seen in; undefined when somebody else was first. */
export async function moveApplication(
  tx: Db,
  { id, state }: Pick<ApplicationRow, "id" | "state">,
  values: Partial<ApplicationRow>,
): Promise<ApplicationRow | undefined> {
  const [row] = await tx
    .update(seatApplications)
    .set(values)
    .where(and(eq(seatApplications.id, id), eq(seatApplications.state, state)))
    .returning();
  return row;
}
