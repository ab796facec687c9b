import type { DomainError } from "@linli/kernel";
import type { InterfaceRef } from "@pothos/core";
import type { AnyRelations } from "drizzle-orm";
import type { SubgraphBuilder } from "./builder.ts";
import type { SubgraphContext } from "./context.ts";

// A refusal's constructor takes what its sentence needs; the graph takes any.
type Refusal = { name: string } & (new (...facts: never[]) => DomainError);

/** Gives each refusal that says no more than its code and message a type, named like its class. */
export function refusalTypes<Relations extends AnyRelations, Context extends SubgraphContext<Relations>>(
  builder: SubgraphBuilder<Relations, Context>,
  UserError: InterfaceRef<never, DomainError> | object,
  refusals: readonly (readonly [refusal: Refusal, description: string])[],
): void {
  for (const [refusal, description] of refusals) {
    builder.objectType(refusal, {
      name: refusal.name,
      description,
      interfaces: [UserError as never],
    });
  }
}
