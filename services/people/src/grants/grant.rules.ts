import { contains, type GrantSource, midnight, type Role } from "@linli/kernel";

/** A right that a person has: a role, and where. Without a place or organization it holds everywhere. */
export type Grant = {
  role: Role;
  placeId: string | null;
  organizationId: string | null;
  source: GrantSource;
  from: Date;
  until: Date | null;
};

/** A post held, as far as its rights are concerned. */
export type HeldPost = {
  startsOn: string;
  endsOn: string | null;
  post: { role: Role | null; organization: { id: string; placeId: string } };
};

/** What follows from a post: its role, at the organization and in the place where that stands. */
function grantOfPost({ startsOn, endsOn, post }: HeldPost): Grant[] {
  if (!post.role) return [];
  return [
    {
      role: post.role,
      placeId: post.organization.placeId,
      organizationId: post.organization.id,
      source: "POST",
      from: midnight(startsOn),
      until: endsOn === null ? null : midnight(endsOn),
    },
  ];
}

/** The grants of a person at an instant: those given, and those that follow from posts held then. */
export function grantsInForce(given: readonly Grant[], held: readonly HeldPost[], at: Date): Grant[] {
  return [...held.flatMap(grantOfPost), ...given].filter((grant) => contains(grant, at));
}
