import type { Seed } from "@linli/subgraph";
import { layOutAdvisers } from "./seed/advisers.ts";
import { layOutApplications } from "./seed/applications.ts";
import { layOutAlliances } from "./seed/alliances.ts";
import { layOutDisclosures } from "./seed/disclosures.ts";
import { layOutGrants } from "./seed/grants.ts";
import { layOutGuardianships } from "./seed/guardianships.ts";
import { layOutHelpers } from "./seed/helpers.ts";
import { layOutOrganizations } from "./seed/organizations.ts";
import { layOutPersons } from "./seed/persons.ts";
import { layOutRecommendations } from "./seed/recommendations.ts";
import { layOutTree } from "./seed/places.ts";
import { layOutProgramme } from "./seed/programme.ts";
import { layOutResidences } from "./seed/residences.ts";
import { type Part, seeding } from "./seed/seeding.ts";
import { layOutVenues } from "./seed/venues.ts";
import { layOutVanguards } from "./seed/vanguards.ts";
import type { OwnContext } from "./src/context.ts";
import type { relations } from "./src/db/relations.ts";
import { defaultPolicies } from "./src/policies/policy.rules.ts";

/** The parts of the demo world that lie in people, each after those it refers to. */
const parts: readonly Part[] = [
  layOutTree,
  layOutPersons,
  layOutOrganizations,
  layOutAlliances,
  layOutProgramme,
  layOutResidences,
  layOutGuardianships,
  layOutHelpers,
  layOutGrants,
  layOutVenues,
  layOutDisclosures,
  layOutAdvisers,
  layOutApplications,
  layOutVanguards,
  layOutRecommendations,
];

/** People of the demo world, where they live, their bodies and rights. */
export function seed({
  secret,
  policies = defaultPolicies,
}: Pick<OwnContext, "secret"> & Partial<OwnContext>): Seed<typeof relations> {
  return async (context) => {
    if (await context.db.query.places.findFirst({ columns: { id: true } })) return null;
    return context.db.transaction(async (tx) => {
      const made: Record<string, number> = {};
      for (const layOut of parts)
        Object.assign(made, await layOut(seeding(tx, context, { secret, policies })));
      return made;
    });
  };
}
