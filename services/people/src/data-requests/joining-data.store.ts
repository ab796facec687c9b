import type { AnyDatabase } from "@linli/database";
import { peopleChanged, record } from "@linli/events";
import { acts, erase, type Forgetting, held, type PersonalData } from "@linli/personal-data";
import { and, eq, isNotNull } from "drizzle-orm";
import { seatApplications } from "../applications/application.table.ts";
import { crossAppointments } from "../cross-appointments/cross-appointment.table.ts";
import { interests } from "../interests/interest.table.ts";
import { placements } from "../placements/placement.table.ts";
import { advisers } from "../think-tanks/adviser.table.ts";
import { vanguards } from "../vanguards/vanguard.table.ts";
import { cleared } from "./data-request.rules.ts";

const decided = "Stay under the pseudonym once they are decided, as history of the body";

/** What people keeps of somebody's joining, being nominated and recommended, and what becomes of it. */
export const joiningData: PersonalData["held"] = [
  held("seatApplications", seatApplications, "personId", {
    becomes: `${decided}; one that waits is withdrawn.`,
    forget: withdrawApplications,
  }),
  ...acts("seatApplications", seatApplications, ["closedBy"]),
  held("advisers", advisers, "personId", {
    becomes: "Go: nobody is to be asked for what this person knows.",
    forget: erase(advisers),
  }),
  held("interests", interests, "personId", {
    becomes: "Go: they were a wish of this person's and of nobody else.",
    forget: erase(interests),
  }),
  held("vanguards", vanguards, "personId", {
    becomes: "Stay under the pseudonym once recognized; a nomination that is under way is declined.",
    forget: declineNominations,
  }),
  ...acts("vanguards", vanguards, ["nominatedBy", "recognizedBy"]),
  held("placements", placements, "personId", {
    becomes: `${decided}; one that waits is declined.`,
    forget: declinePlacements,
  }),
  ...acts("placements", placements, ["recommendedBy", "closedBy"]),
  held("crossAppointments", crossAppointments, "personId", {
    becomes: `${decided}; one that waits is declined, and what was declared goes.`,
    texts: { declaration: "Overwritten." },
    forget: declineCrossAppointments,
  }),
  ...acts("crossAppointments", crossAppointments, ["recommendedBy", "closedBy"], {
    texts: { declaration: "The candidate's, and goes with that account." },
  }),
];

async function withdrawApplications(tx: AnyDatabase, forgetting: Forgetting): Promise<void> {
  const left = await tx
    .update(seatApplications)
    .set({ state: "WITHDRAWN", ...closedBy(forgetting) })
    .where(and(forgetting.own, eq(seatApplications.state, "APPLIED")))
    .returning({ id: seatApplications.id });
  await note(tx, forgetting, { entity: "APPLICATION", from: "APPLIED", to: "WITHDRAWN" }, left);
}

async function declineNominations(tx: AnyDatabase, forgetting: Forgetting): Promise<void> {
  for (const from of ["NOMINATED", "IN_TRAINING"] as const) {
    const left = await tx
      .update(vanguards)
      .set({ state: "DECLINED" })
      .where(and(forgetting.own, eq(vanguards.state, from)))
      .returning({ id: vanguards.id });
    await note(tx, forgetting, { entity: "VANGUARD", from, to: "DECLINED" }, left);
  }
}

async function declinePlacements(tx: AnyDatabase, forgetting: Forgetting): Promise<void> {
  const left = await tx
    .update(placements)
    .set({ state: "DECLINED", ...closedBy(forgetting) })
    .where(and(forgetting.own, eq(placements.state, "RECOMMENDED")))
    .returning({ id: placements.id });
  await note(tx, forgetting, { entity: "PLACEMENT", from: "RECOMMENDED", to: "DECLINED" }, left);
}

async function declineCrossAppointments(tx: AnyDatabase, forgetting: Forgetting): Promise<void> {
  const { declaration, id, state } = crossAppointments;
  await tx
    .update(crossAppointments)
    .set({ declaration: cleared })
    .where(and(forgetting.own, isNotNull(declaration)));
  const left = await tx
    .update(crossAppointments)
    .set({ state: "DECLINED", ...closedBy(forgetting) })
    .where(and(forgetting.own, eq(state, "RECOMMENDED")))
    .returning({ id });
  await note(tx, forgetting, { entity: "CROSS_APPOINTMENT", from: "RECOMMENDED", to: "DECLINED" }, left);
}

const closedBy = ({ personId, cause }: Forgetting) => ({ closedBy: personId, closedAt: cause.at });

function note(
  tx: AnyDatabase,
  { cause }: Forgetting,
  step: { entity: string; from: string; to: string },
  rows: readonly { id: string }[],
): Promise<void> {
  return record(
    tx,
    peopleChanged,
    rows.map(({ id }) => ({ ...step, id, reason: "ACCOUNT_DELETED" })),
    cause,
  );
}
