import { isUuid } from "@linli/kernel";
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
  return {
    AND: [
      ...(words ? [{ name: { ilike: `%${literally(words)}%` } }] : []),
      ...(classification ? [{ classification }] : []),
      ...(sector ? [{ sector }] : []),
      ...(state ? [inState(state, on)] : []),
      ...(typeof placeId === "string" ? [within(placeId)] : []),
      // No name has more; and none holds a NUL character, which PostgreSQL would refuse.
      ...(words && (words.length > 100 || words.includes("\0")) ? [nothing] : []),
    ],
  };
}

const nothing = { id: { isNull: true as const } };
const within = (placeId: string) => (isUuid(placeId) ? { place: { path: { id: placeId } } } : nothing);

/** Text as a pattern that means just that text. */
const literally = (text: string) => text.replaceAll("\0", "").replaceAll(/[\\%_]/g, String.raw`\$&`);
