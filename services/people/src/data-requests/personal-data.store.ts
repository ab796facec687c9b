import {
  acts,
  common,
  erase,
  held,
  heldThrough,
  keep,
  overwrite,
  type PersonalData,
} from "@linli/personal-data";
import { idempotencyKeys } from "@linli/subgraph";
import { sql } from "drizzle-orm";
import { auditEntries } from "../audit/audit.table.ts";
import { denials } from "../denials/denial.table.ts";
import { disclosures } from "../disclosures/disclosure.table.ts";
import { grants } from "../grants/grant.table.ts";
import { consents } from "../consents/consent.table.ts";
import { guardianships } from "../guardianships/guardianship.table.ts";
import { helpers } from "../helpers/helper.table.ts";
import { households } from "../households/household.table.ts";
import { identityAttempts, identityChecks } from "../identity-checks/identity-check.table.ts";
import { imports } from "../imports/import.table.ts";
import { memberships } from "../memberships/membership.table.ts";
import { accounts, persons } from "../people/person.table.ts";
import { residences } from "../residences/residence.table.ts";
import { postedCodes } from "../verifications/posted-code.table.ts";
import { verifications } from "../verifications/verification.table.ts";
import { cleared, pseudonym } from "./data-request.rules.ts";
import { dataRequests } from "./data-request.table.ts";
import { closeDisclosures, layDown, moveOut, stepDown, withdrawReports } from "./forgetting.store.ts";
import { joiningData } from "./joining-data.store.ts";

/** What people keeps about a person, and what becomes of it when the account is deleted; order matters. */
export const personalData: PersonalData = {
  held: [
    held("accounts", accounts, "personId", {
      becomes: "Go: nobody can sign in as this person any more.",
      forget: erase(accounts),
    }),
    held("idempotencyKeys", idempotencyKeys, "personId", {
      becomes: "Go: they are for repetitions.",
      forget: erase(idempotencyKeys),
    }),
    held("identityChecks", identityChecks, "personId", {
      becomes: "Go: the number may be verified anew.",
      withheld: { numberHash: "A keyed hash, which says nothing to the person." },
      forget: erase(identityChecks),
    }),
    held("identityAttempts", identityAttempts, "personId", {
      becomes: "Go: they protect an account that is no more.",
      forget: erase(identityAttempts),
    }),
    held("person", persons, "id", {
      becomes:
        "Stays as a pseudonym, so that figures and what others did stay true; of the birth date the year stays where a post was held, for the age bands of past holders.",
      texts: { name: "The pseudonym.", phone: "Null." },
      forget: overwrite(persons, {
        name: pseudonym,
        phone: null,
        birthDate: sql`case when exists (select from ${memberships} where ${memberships.personId} = ${persons.id})
          then date_trunc('year', ${persons.birthDate})::date end`,
      }),
    }),
    // Before the verifications that they are for.
    held("postedCodes", postedCodes, "personId", {
      becomes: "Go: a letter with a code is of no use to anybody else.",
      withheld: { codeHash: "Proves who lives behind a door." },
      forget: erase(postedCodes),
    }),
    ...acts("postedCodes", postedCodes, ["printedBy"], {
      texts: { codeHash: "The keyed hash of a code made at random." },
    }),
    held("verifications", verifications, "personId", {
      becomes:
        "Open ones go; the others stay with their dates, for figures of buildings, and why one was refused goes.",
      texts: { reason: "Overwritten." },
      forget: withdrawReports,
    }),
    ...acts("verifications", verifications, ["checkedBy", "decidedBy"]),
    heldThrough(
      "households",
      households,
      (personId) =>
        sql`${households.id} in (select ${residences.householdId} from ${residences} where ${residences.personId} = ${personId})`,
      {
        becomes: "Stay: doors of buildings, behind which that person is no longer known to live.",
        texts: { room: "A door, as all who live there have it." },
        forget: keep,
      },
    ),
    held("residences", residences, "personId", {
      becomes: "Stay with building and dates, for figures of buildings, and end that day; the door goes.",
      forget: moveOut,
    }),
    ...acts("residences", residences, ["reportedBy"]),
    held("helpers", helpers, "personId", {
      becomes: "Go: nobody acts for this person any more.",
      withheld: { helperId: "Another person." },
      forget: erase(helpers),
    }),
    held("helpers", helpers, "helperId", {
      becomes: "Go: this person acts for nobody any more.",
      withheld: { personId: "Another person." },
      forget: erase(helpers),
    }),
    held("consents", consents, "personId", {
      becomes: "Stay as the proof of what was consented to, under the pseudonym.",
      forget: keep,
    }),
    ...acts("consents", consents, ["givenBy"]),
    held("guardianships", guardianships, "guardianId", {
      becomes: "Stay as the proof of who spoke for the minor, under the pseudonym.",
      withheld: { minorId: "Another person." },
      forget: keep,
    }),
    ...acts("guardianships", guardianships, ["minorId", "decidedBy"]),
    held("memberships", memberships, "personId", {
      becomes: "Stay as history under the pseudonym and end that day, which leaves posts vacant.",
      forget: stepDown,
    }),
    held("grants", grants, "personId", {
      becomes: "Stay as history under the pseudonym and end at once; why they were given goes.",
      texts: { reason: "Null.", revocationReason: "Null." },
      forget: layDown,
    }),
    ...acts("grants", grants, ["grantedBy", "revokedBy"]),
    held("denials", denials, "personId", {
      becomes: "Stay under the pseudonym; why they were laid down goes.",
      texts: { reason: "Overwritten.", liftingReason: "Null." },
      forget: overwrite(denials, { reason: cleared, liftingReason: null }),
    }),
    ...acts("denials", denials, ["deniedBy", "liftedBy"]),
    held("disclosures", disclosures, "personId", {
      becomes:
        "Stay under the pseudonym, as proof of who saw what; open ones close, those that wait go, and so does why it was asked.",
      texts: { reason: "Overwritten.", refusalReason: "Null.", role: "Stays: a role." },
      forget: closeDisclosures,
    }),
    ...acts("disclosures", disclosures, ["askedBy", "decidedBy"]),
    held("auditEntries", auditEntries, "personId", {
      becomes: "Stay: the log of who looked holds ids alone, and each entry the hash of the one before.",
      texts: {
        role: "Stays: a role.",
        fields: "Stay: names of fields.",
        requestId: "Stays: of a request.",
        previousHash: "Stays.",
        hash: "Stays.",
      },
      forget: keep,
    }),
    ...acts("auditEntries", auditEntries, ["readerId"]),
    ...joiningData,
    ...acts("imports", imports, ["personId"]),
    held("dataRequests", dataRequests, "personId", {
      becomes: "Stay: they are the proof that the person was answered.",
      forget: keep,
    }),
    ...common.held,
  ],
  others: {
    ...common.others,
    alliance_seats: "Seats of bodies.",
    alliances: "Bodies.",
    chair_absences: "Seats of bodies.",
    chair_swaps: "Seats of bodies.",
    charters: "Rules of bodies.",
    audit_heads: "Where the audit log stands.",
    data_receipts: "Counts, by request.",
    engagements: "Contracts of bodies.",
    founders: "Bodies.",
    joint_act_seats: "Seats of bodies.",
    joint_acts: "What bodies do together.",
    organization_names: "Bodies.",
    organizations: "Bodies.",
    pilots: "Places and bodies.",
    place_versions: "Places.",
    posts: "Posts, filled or not.",
    rotation_policies: "Seats of bodies.",
    stations: "Bodies.",
    supports: "What bodies give.",
    turn_skips: "Seats of bodies, and why one's turn was skipped.",
    venues: "Rooms of bodies.",
    youth_communities: "Places and bodies.",
    vanguard_activities: "Ids of activities.",
  },
};
