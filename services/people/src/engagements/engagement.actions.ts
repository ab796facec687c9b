import { InvalidInput, uuidv7 } from "@linli/kernel";
import { once } from "@linli/subgraph";
import { recordChange } from "../changes/change.actions.ts";
import type { Context } from "../context.ts";
import type { relations } from "../db/relations.ts";
import { keepersOf } from "../memberships/appointment.rules.ts";
import { findToKeep } from "../organizations/organization.actions.ts";
import { findOrganization } from "../organizations/organization.store.ts";
import { type NewEngagement, newEngagement } from "./engagement.input.ts";
import { type EngagementRow, findEngagement, insertEngagement } from "./engagement.store.ts";

/** Engages a social organization, on the client's side: its services are bought, or it volunteers (R28). */
export async function engageOrganization(context: Context, input: NewEngagement) {
  const client = await findToKeep(context, input.clientId, keepersOf);
  if (client instanceof Error) return client;
  const parsed = newEngagement.safeParse(input);
  if (!parsed.success) return new InvalidInput(parsed.error.issues);
  const { idempotencyKey: key, ...engagement } = parsed.data;

  return once<typeof relations, EngagementRow, InvalidInput>(context, context.viewer!, {
    key,
    request: ["engageOrganization", engagement],
    async first(tx) {
      const engaged = await findOrganization(tx, engagement.organizationId);
      if (engaged?.classification !== "SOCIAL_ORGANIZATION" || engaged.dissolvedOn !== null)
        return new InvalidInput([{ path: ["organizationId"], message: "must be a social organization" }]);
      const row = await insertEngagement(tx, { ...engagement, id: uuidv7(+context.now()) });
      await recordChange(tx, context, client.right, {
        entity: "ENGAGEMENT",
        id: row.id,
        from: null,
        to: row.mode,
      });
      return row;
    },
    again: async (tx, id) => (await findEngagement(tx, id))!,
  });
}
