import { isUuid } from "@linli/kernel";
import { nameContains } from "../names/name-search.rules.ts";
import { type Classification, inState, type OrganizationState, type sectors } from "./organization.rules.ts";

export type Sought = {
  name?: string | null;
  classification?: Classification | null;
  sector?: (typeof sectors)[number] | null;
  placeId?: string | null;
  state?: OrganizationState | null;
};

/** The organizations that fit all that is said, as a filter of organizations; by state as of a date. */
export function matching({ name, classification, sector, placeId, state }: Sought, on: string) {
  const words = name?.trim();
  const said = [
    ...(words ? [wording(words)] : []),
    ...(classification ? [{ classification }] : []),
    ...(sector ? [{ sector }] : []),
    ...(state ? [inState(state, on)] : []),
    ...(typeof placeId === "string" ? [within(placeId)] : []),
  ];
  return said.length > 0 ? { AND: said } : {};
}

const nothing = { id: { isNull: true as const } };
const within = (placeId: string) => (isUuid(placeId) ? { place: { path: { id: placeId } } } : nothing);

/** No name has more than 100 characters; and none holds a NUL character, which PostgreSQL would refuse. */
const wording = (words: string) =>
  words.length > 100 || words.includes("\0") ? nothing : nameContains(words);
