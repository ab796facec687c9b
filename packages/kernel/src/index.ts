export { adultAge, childUntil } from "./ages.ts";
export { assertNever } from "./assert-never.ts";
export { DomainError } from "./domain-error.ts";
export {
  IdempotencyKeyReused,
  type InputProblem,
  InvalidInput,
  NotAllowed,
  NotFound,
  NotSignedIn,
} from "./refusals.ts";
export { isUuid, uuidv7 } from "./ids.ts";
export {
  addMonths,
  ageOn,
  birthdayOf,
  contains,
  dateIn,
  type Interval,
  midnight,
  monthSpan,
} from "./time.ts";
export type { Clock } from "./time.ts";
export { grantSources, type GrantSource, roles, type Role } from "./roles.ts";
export { placeKinds, type PlaceKind } from "./place-kinds.ts";
export { type Fen, maxFen } from "./money.ts";
