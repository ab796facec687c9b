export { createPassportKeys, type PassportKeys } from "./passport-keys.ts";
export { passportIssuer, type PassportIssuer } from "./passport-issuer.ts";
export { passportVerifier, type PassportVerifier } from "./passport-verifier.ts";
export type { Bearer } from "./passport-format.ts";
export {
  findGrant,
  hasGrant,
  livesWithin,
  placeScope,
  type PlaceScope,
  viewerClaims,
  type Viewer,
  type ViewerGrant,
  type ViewerResidence,
} from "./viewer.ts";
