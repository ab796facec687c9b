import type { Authority } from "@linli/testing";
import { consentCases, consentFields } from "./consents.ts";
import { allianceCases } from "./alliances.ts";
import { dataRequestCases } from "./data-requests.ts";
import { disclosureCases, personFields } from "./disclosures.ts";
import { grantCases } from "./grants.ts";
import { identityCases } from "./identity-checks.ts";
import { importCases } from "./imports.ts";
import { joiningCases } from "./joining.ts";
import { membershipCases } from "./memberships.ts";
import { organizationCases } from "./organizations.ts";
import { placeCases } from "./places.ts";
import { recommendationCases } from "./recommendations.ts";
import { residenceCases, residenceFields } from "./residences.ts";
import { venueCases } from "./venues.ts";

/** Who may do and see what in people, as the demo world's personas try it through the gateway. */
export const authority: Authority = {
  privates: [
    "Person",
    "Guardianship",
    "Residence",
    "ResidencyVerification",
    "Consent",
    "ConsentRecord",
    "Helper",
  ],
  mutations: {
    ...dataRequestCases,
    ...disclosureCases,
    ...grantCases,
    ...identityCases,
    ...importCases,
    ...joiningCases,
    ...membershipCases,
    ...organizationCases,
    ...placeCases,
    ...recommendationCases,
    ...consentCases,
    ...residenceCases,
    ...venueCases,
    ...allianceCases,
  },
  fields: { ...personFields, ...consentFields, ...residenceFields },
};
