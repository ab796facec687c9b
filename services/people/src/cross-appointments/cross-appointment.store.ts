import { pathsOf } from "@linli/places";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { inForceOn } from "../memberships/membership.rules.ts";
import { twoCommittees } from "./cross-appointment.rules.ts";
import { crossAppointments } from "./cross-appointment.table.ts";

export type CrossAppointmentRow = typeof crossAppointments.$inferSelect;

/** A cross-appointment with its post, the body that receives and what the confirmation made. */
export function findCrossAppointment(db: Db, id: string) {
  return db.query.crossAppointments.findFirst({
    where: { id },
    with: { post: { with: { organization: true } }, membership: true },
  });
}

/** A post that somebody holds on a date in the two committees of the community in which a place lies. */
export async function findPostInTwoCommittees(db: Db, personId: string, placeId: string, on: string) {
  const path = (await pathsOf(db, [placeId])).get(placeId) ?? [];
  const held = await db.query.memberships.findFirst({
    columns: { postId: true },
    where: {
      personId,
      ...inForceOn(on),
      post: {
        organization: {
          classification: { in: [...twoCommittees] },
          place: { id: { in: path }, kind: "COMMUNITY" },
        },
      },
    },
    orderBy: { startsOn: "asc", id: "asc" },
  });
  return held?.postId;
}

/** Notes a recommendation; undefined where the person is recommended for that post already. */
export async function insertCrossAppointment(
  tx: Db,
  appointment: typeof crossAppointments.$inferInsert,
): Promise<CrossAppointmentRow | undefined> {
  const [row] = await tx.insert(crossAppointments).values(appointment).onConflictDoNothing().returning();
  return row;
}

/** Notes the candidate's declaration; undefined where there is one, or the appointment is closed. */
export async function declareOnce(
  tx: Db,
  id: string,
  values: { declaration: string; declaredAt: Date },
): Promise<CrossAppointmentRow | undefined> {
  const [row] = await tx
    .update(crossAppointments)
    .set(values)
    .where(
      and(
        eq(crossAppointments.id, id),
        eq(crossAppointments.state, "RECOMMENDED"),
        isNull(crossAppointments.declaredAt),
      ),
    )
    .returning();
  return row;
}

/** Moves a cross-appointment on from the state it was seen in; undefined when somebody else was first. */
export async function moveCrossAppointment(
  tx: Db,
  { id, state }: Pick<CrossAppointmentRow, "id" | "state">,
  values: Partial<CrossAppointmentRow>,
): Promise<CrossAppointmentRow | undefined> {
  const [row] = await tx
    .update(crossAppointments)
    .set(values)
    .where(and(eq(crossAppointments.id, id), eq(crossAppointments.state, state)))
    .returning();
  return row;
}
