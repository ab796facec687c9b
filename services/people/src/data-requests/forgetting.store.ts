import type { AnyDatabase } from "@linli/database";
import { peopleChanged, record } from "@linli/events";
import { dateIn } from "@linli/kernel";
import type { Forgetting } from "@linli/personal-data";
import { and, gt, gte, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { disclosures } from "../disclosures/disclosure.table.ts";
import { grants } from "../grants/grant.table.ts";
import { memberships } from "../memberships/membership.table.ts";
import { residences } from "../residences/residence.table.ts";
import { verifications } from "../verifications/verification.table.ts";
import { cleared } from "./data-request.rules.ts";

/** Takes back what waits to be verified of a person's homes, and the words with which something was refused. */
export async function withdrawReports(tx: AnyDatabase, { own }: Forgetting): Promise<void> {
  await tx.delete(verifications).where(and(own, inArray(verifications.state, ["REPORTED", "NEEDS_REVIEW"])));
  await tx
    .update(verifications)
    .set({ reason: cleared })
    .where(and(own, isNotNull(verifications.reason)));
}

/** Takes the door from a person's homes and ends those that go on; one that would only begin goes. */
export async function moveOut(tx: AnyDatabase, { own, cause }: Forgetting): Promise<void> {
  const today = dateIn(cause.at);
  const coming = and(own, gte(residences.startsOn, today));
  await tx
    .delete(verifications)
    .where(
      inArray(verifications.residenceId, tx.select({ id: residences.id }).from(residences).where(coming)),
    );
  await tx.delete(residences).where(coming);
  await tx.update(residences).set({ householdId: null }).where(own);
  await tx
    .update(residences)
    .set({ endsOn: today })
    .where(and(own, or(isNull(residences.endsOn), gt(residences.endsOn, today))));
}

/** Leaves the posts that a person holds, and says so; a term that would only begin is left empty. */
export async function stepDown(tx: AnyDatabase, { own, cause }: Forgetting): Promise<void> {
  const end = sql<string>`greatest(${memberships.startsOn}, ${dateIn(cause.at)}::date)`;
  const ended = await tx
    .update(memberships)
    .set({ endsOn: end })
    .where(and(own, or(isNull(memberships.endsOn), gt(memberships.endsOn, end))))
    .returning({ id: memberships.id });
  const step = { entity: "MEMBERSHIP", from: "APPOINTED", to: "RESIGNED", reason: "ACCOUNT_DELETED" };
  await record(
    tx,
    peopleChanged,
    ended.map(({ id }) => ({ ...step, id })),
    cause,
  );
}

/** Ends the rights that a person was given, and says so; one that would only begin goes. */
export async function layDown(tx: AnyDatabase, { own, cause }: Forgetting): Promise<void> {
  await tx.update(grants).set({ reason: null, revocationReason: null }).where(own);
  const gone = await tx
    .delete(grants)
    .where(and(own, gte(grants.from, cause.at)))
    .returning({ id: grants.id });
  const ended = await tx
    .update(grants)
    .set({ until: cause.at })
    .where(and(own, or(isNull(grants.until), gt(grants.until, cause.at))))
    .returning({ id: grants.id });
  const step = { entity: "GRANT", from: "GIVEN", reason: "ACCOUNT_DELETED" };
  await record(
    tx,
    peopleChanged,
    [
      ...gone.map(({ id }) => ({ ...step, id, to: null })),
      ...ended.map(({ id }) => ({ ...step, id, to: "REVOKED" })),
    ],
    cause,
  );
}

/** Closes what others may still see of a person in clear, and takes back what they have only asked for. */
export async function closeDisclosures(tx: AnyDatabase, { own, cause }: Forgetting): Promise<void> {
  await tx.delete(disclosures).where(and(own, isNull(disclosures.decision), isNull(disclosures.openedAt)));
  const now = sql`${cause.at.toISOString()}::timestamptz`;
  await tx
    .update(disclosures)
    .set({ openUntil: sql`greatest(${now}, ${disclosures.openedAt} + interval '1 millisecond')` })
    .where(and(own, gt(disclosures.openUntil, cause.at)));
  await tx.update(disclosures).set({ reason: cleared, refusalReason: null }).where(own);
}
