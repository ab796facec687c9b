import { dataRequested, record } from "@linli/events";
import { InvalidInput, isUuid, NotAllowed, NotSignedIn, uuidv7 } from "@linli/kernel";
import { hasGrant } from "@linli/passport";
import { countHeld, forget, partOf } from "@linli/personal-data";
import { causeOf, idempotencyKey, once } from "@linli/subgraph";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Db } from "../db/client.ts";
import type { relations } from "../db/relations.ts";
import { deletionPhrase, isReceiptToken, receiptToken } from "./data-request.rules.ts";
import {
  countRequests,
  countUnanswered,
  type DataRequestRow,
  findDeletion,
  findRequest,
  insertRequest,
  lockPerson,
  noteReceipt,
} from "./data-request.store.ts";
import { personalData } from "./personal-data.store.ts";

/** What people keeps about the viewer: its part of an export. */
export const ownPart = partOf(personalData);

/** Asks all services for what they keep about the viewer; each shows its part once its receipt is there. */
export async function exportMyData(context: Context, input: { idempotencyKey: string }) {
  const { viewer } = context;
  if (!viewer) return new NotSignedIn();
  const parsed = z.object({ idempotencyKey }).safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  return once<typeof relations, DataRequestRow>(context, viewer, {
    key: parsed.data.idempotencyKey,
    request: ["exportMyData"],
    first: (tx) => ask(tx, context, viewer.person, "EXPORT"),
    again: async (tx, id) => (await findRequest(tx, id))!,
  });
}

const deletion = z.object({
  confirmation: z.literal(deletionPhrase, `type ${deletionPhrase} to delete the account`),
});

/**
 * Deletes the viewer's account: here at once, elsewhere as each service hears of it. Whoever holds a post leaves it
 * vacant. An account is deleted once: a second wish gives the first one's answer again.
 */
export async function deleteMyAccount(context: Context, input: { confirmation: string }) {
  const { db, viewer, formerViewer, secret } = context;
  const person = (viewer ?? formerViewer)?.person;
  if (person === undefined) return new NotSignedIn();
  const parsed = deletion.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const request = await db.transaction(async (tx) => {
    await lockPerson(tx, person);
    const known = await findDeletion(tx, person);
    return known ?? ask(tx, context, person, "DELETION");
  });
  return { request, token: receiptToken(secret, request.id) };
}

/** Notes the request, does people's own part and tells the others, all or nothing. */
async function ask(tx: Db, context: Context, personId: string, kind: DataRequestRow["kind"]) {
  const at = context.now();
  const cause = causeOf(context);
  const request = await insertRequest(tx, { id: uuidv7(+at), personId, kind, at });
  const counts = await countHeld(tx, personalData, personId);
  if (kind === "DELETION") await forget(tx, personalData, personId, cause);
  await noteReceipt(tx, { requestId: request.id, service: "PEOPLE", at, counts });
  await record(tx, dataRequested, { requestId: request.id, personId, kind }, cause);
  return request;
}

/** Which request somebody may look at: one's own, or the one whose receipt's token one has. */
export async function readableRequest(
  { db, viewer, secret }: Context,
  id: string,
  token: string | null,
): Promise<string | null> {
  const request = isUuid(id) ? await findRequest(db, id) : undefined;
  if (!request) return null;
  const readable =
    viewer?.person === request.personId || (token !== null && isReceiptToken(token, secret, request.id));
  return readable ? request.id : null;
}

export const countRequestsOf = ({ db }: Context, personId: string): Promise<number> =>
  countRequests(db, personId);

export async function countPending(context: Context): Promise<number> {
  assertWatches(context);
  return countUnanswered(context.db);
}

/** Throws unless the viewer watches over everybody's requests. */
export function assertWatches({ viewer }: Pick<Context, "viewer">): void {
  // No place and no organization: only a right that holds everywhere reaches that far.
  if (!hasGrant(viewer, ["AUDITOR", "PLATFORM_ADMIN"], { placePath: [] }))
    throw new NotAllowed("Requests that wait show to auditors and the platform's administrators.");
}
