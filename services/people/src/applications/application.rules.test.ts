import { expect, test } from "vitest";
import { WrongState } from "../changes/transition.errors.ts";
import { OwnershipNotVerified, TooOld } from "../councils/council.errors.ts";
import { NotInOwnersCommittee } from "../fellowships/fellowship.errors.ts";
import { NotResident } from "../think-tanks/think-tank.errors.ts";
import { AlreadyMember } from "./application.errors.ts";
import {
  applicationStates,
  type ApplicationStep,
  applicationSteps,
  type Candidate,
  type JoinedBody,
  problemsOfTerm,
  refusalOf,
  transition,
} from "./application.rules.ts";

const ends = { admit: "ADMITTED", decline: "DECLINED", withdraw: "WITHDRAWN" };
const upTo45 = { max: 45, inclusive: true };
const today = "2026-11-23";

test.each(applicationStates)("from %s each step leads where it should, or is refused", (state) => {
  for (const step of Object.keys(applicationSteps) as ApplicationStep[])
    expect([step, transition(state, step)]).toEqual([
      step,
      state === "APPLIED" ? ends[step] : new WrongState(state),
    ]);
});

const nobody: Candidate = {
  birthDate: "1990-01-01",
  homes: [],
  committees: [],
  bodies: [],
  adviserKind: null,
};
const join = (classification: JoinedBody, given: Partial<Candidate>) =>
  refusalOf({ ...nobody, ...given }, { id: "body", placeId: "quarter", classification }, today, upTo45);
const tenant = [{ tenure: "TENANT", within: ["building", "quarter"] }];

test("each body asks its own: ownership, residence or expertise, a seat in an owners' committee (R17, R21, R38)", () => {
  expect(join("YOUTH_COUNCIL", { homes: tenant })).toEqual(new OwnershipNotVerified());
  expect(join("THINK_TANK", { homes: tenant, adviserKind: "RESIDENT_ADVISOR" })).toBeNull();
  expect(join("THINK_TANK", { adviserKind: "RESIDENT_ADVISOR" })).toEqual(new NotResident());
  expect(join("THINK_TANK", { adviserKind: null })).toEqual(new NotResident());
  expect(join("THINK_TANK", { adviserKind: "EXPERT" })).toBeNull();
  expect(join("COMMITTEE_FELLOWSHIP", {})).toEqual(new NotInOwnersCommittee());
  const elsewhere = [{ within: ["other"] }];
  expect(join("COMMITTEE_FELLOWSHIP", { committees: elsewhere })).toEqual(new NotInOwnersCommittee());
  const committees = [{ within: ["quarter", "community"] }];
  expect(join("COMMITTEE_FELLOWSHIP", { committees })).toBeNull();
  expect(join("COMMITTEE_FELLOWSHIP", { committees, birthDate: "1980-11-23" })).toEqual(new TooOld(today));
  expect(join("THINK_TANK", { adviserKind: "EXPERT", bodies: ["body"] })).toEqual(new AlreadyMember());
});

test("a councillor's term has an end, nobody joins in the past (R17)", () => {
  const paths = (classification: JoinedBody, startsOn: string, endsOn: string | null) =>
    problemsOfTerm(classification, { startsOn, endsOn }, today).map(({ path }) => path[0]);
  expect(paths("YOUTH_COUNCIL", today, "2028-11-23")).toEqual([]);
  expect(paths("YOUTH_COUNCIL", today, null)).toEqual(["endsOn"]);
  expect(paths("THINK_TANK", today, null)).toEqual([]);
  expect(paths("THINK_TANK", "2026-11-22", today)).toEqual(["startsOn"]);
  expect(paths("THINK_TANK", today, today)).toEqual(["endsOn"]);
});
