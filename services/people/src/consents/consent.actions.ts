import { consentChanged, record } from "@linli/events";
import { NotAllowed, NotSignedIn, uuidv7 } from "@linli/kernel";
import { causeOf } from "@linli/subgraph";
import type { Context } from "../context.ts";
import { actingFor, speakerFor } from "../guardianships/guardianship.actions.ts";
import type { isInForce } from "../guardianships/guardianship.rules.ts";
import { lockPerson } from "../residences/residence.store.ts";
import { ConsentTextChanged } from "./consent.errors.ts";
import {
  type Consent,
  type ConsentPurpose,
  consentsFrom,
  currentVersion,
  lastStep,
  type Step,
} from "./consent.rules.ts";
import { findConsentSteps, findWithConsents, insertConsent } from "./consent.store.ts";

type Wish = { purpose: ConsentPurpose; personId?: string | null };

/** Gives a consent to the text of now, for oneself or a child in one's care. Given before, nothing changes. */
export function giveConsent(context: Context, { version, ...wish }: Wish & { version: number }) {
  if (!context.viewer) return new NotSignedIn();
  if (version !== currentVersion(wish.purpose)) return new ConsentTextChanged(currentVersion(wish.purpose));
  return take(context, wish, true);
}

/** Withdraws a consent, for oneself or a child in one's care. Where none is given, nothing changes. */
export function withdrawConsent(context: Context, wish: Wish) {
  return take(context, wish, false);
}

/** Adds a step, if it is one, with its event. The person's row makes those who click twice take turns. */
async function take(context: Context, { purpose, personId: asked }: Wish, given: boolean) {
  const { db, now, viewer } = context;
  if (!viewer) return new NotSignedIn();
  const subject = await actingFor(context, viewer, asked ?? viewer.person);
  if (subject instanceof Error) return subject;
  const { personId, consentsThemselves } = subject;
  return db.transaction(async (tx) => {
    await lockPerson(tx, personId);
    const steps = await findConsentSteps(tx, personId);
    const read = (rows: typeof steps) =>
      consentsFrom(personId, rows, consentsThemselves).find((consent) => consent.purpose === purpose)!;
    const present = read(steps);
    const isSaid = given ? present.given && !present.needsRenewal : !present.given;
    if (isSaid) return present;
    const at = now();
    const version = given ? currentVersion(purpose) : present.version!;
    const ordinal = (lastStep(steps, purpose)?.ordinal ?? 0) + 1;
    const step = { id: uuidv7(+at), personId, purpose, ordinal, version, given, givenBy: viewer.person, at };
    await insertConsent(tx, step);
    await record(
      tx,
      consentChanged,
      { personId, purpose, given, version },
      causeOf(context, { role: personId === viewer.person ? "RESIDENT" : "GUARDIAN", scope: null }),
    );
    return read([...steps, step]);
  });
}

/** What the viewer consents to now. */
export async function ownConsents({ db, now, viewer }: Context): Promise<Consent[]> {
  if (!viewer) throw new NotSignedIn();
  const person = await findWithConsents(db, viewer.person);
  return person ? consentsReadBy({ now, viewer }, { ...person, guardians: [] }) : [];
}

type Read = { id: string; birthDate: string | null };
type Guardians = readonly (Parameters<typeof isInForce>[0] & { guardianId: string })[];

/** What a person who was read consents to now, to that person and to the guardian who answers for them. */
export function consentsReadBy(
  { now, viewer }: Pick<Context, "now" | "viewer">,
  { consents, guardians, ...person }: Read & { consents: readonly Step[]; guardians: Guardians },
): Consent[] {
  if (!viewer) throw new NotSignedIn();
  const own = guardians.filter(({ guardianId }) => guardianId === viewer.person);
  const subject = speakerFor({ ...person, guardians: own }, viewer, now(), { reading: true });
  if (subject instanceof Error)
    throw new NotAllowed("Consents show to whom they are about, and to guardians.");
  return consentsFrom(person.id, consents, subject.consentsThemselves);
}

/** Lets through auditors alone. */
export function onlyForAuditors({ viewer }: Pick<Context, "viewer">): void {
  if (!viewer?.grants.some(({ role }) => role === "AUDITOR"))
    throw new NotAllowed("The record of consents shows to auditors alone.");
}
