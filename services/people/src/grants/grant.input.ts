import { roles } from "@linli/kernel";
import { idempotencyKey, storableText } from "@linli/subgraph";
import { z } from "zod";

/** Why a right is given or taken. */
export const grantReason = storableText.trim().min(1, "say why").max(500);

const id = z.string().toLowerCase().pipe(z.uuid("is not an id"));
const scope = id.nullish().transform((value) => value ?? null);

const oneScope = ({ placeId, organizationId }: { placeId: string | null; organizationId: string | null }) =>
  placeId === null || organizationId === null;
const either = { path: ["organizationId"], message: "name a place or an organization, not both" };

const aboutSomebody = {
  personId: id,
  placeId: scope,
  organizationId: scope,
  reason: grantReason,
  idempotencyKey,
};

/** A right to be given or handed on. */
export const newGrant = z
  .object({ ...aboutSomebody, role: z.enum(roles), until: z.date() })
  .refine(oneScope, either);

/** A right to be taken away. */
export const newDenial = z
  .object({
    ...aboutSomebody,
    role: z
      .enum(roles)
      .nullish()
      .transform((role) => role ?? null),
    until: z
      .date()
      .nullish()
      .transform((until) => until ?? null),
  })
  .refine(oneScope, either);
