import { WrongInvitationState } from "./staff.errors.ts";

export const invitationStates = ["OPEN", "ACCEPTED", "WITHDRAWN", "EXPIRED"] as const;
export type InvitationState = (typeof invitationStates)[number];

/** How long an invitation can be accepted, in milliseconds. */
const invitationLifetimeMs = 7 * 86_400_000;

export type InvitationClock = { invitedAt: Date; acceptedAt: Date | null; withdrawnAt: Date | null };

export const expiryOf = ({ invitedAt }: Pick<InvitationClock, "invitedAt">): Date =>
  new Date(+invitedAt + invitationLifetimeMs);

export function invitationState(invitation: InvitationClock, at: Date): InvitationState {
  if (invitation.acceptedAt) return "ACCEPTED";
  if (invitation.withdrawnAt) return "WITHDRAWN";
  return at < expiryOf(invitation) ? "OPEN" : "EXPIRED";
}

/** Why an invitation is not taken back; null if it can be. */
export function withdrawalRefusal(invitation: InvitationClock, at: Date): WrongInvitationState | null {
  const state = invitationState(invitation, at);
  return state === "OPEN" ? null : new WrongInvitationState(state);
}

/** Entries of a merchant that somebody sees, as a filter: an owner all, other staff their own. */
export function staffShownTo(person: string | null, at: Date) {
  if (person === null) return { id: { in: [] } };
  return { OR: [{ personId: person }, ownedBy(person, at)] };
}

/** Rows of a merchant that somebody owns now. */
const ownedBy = (person: string, at: Date) => ({
  merchant: {
    staff: {
      personId: person,
      role: "OWNER" as const,
      from: { lte: at },
      OR: [{ until: { isNull: true as const } }, { until: { gt: at } }],
    },
  },
});

/** Invitations that somebody sees: an owner the merchant's, everybody those of one's own making. */
export function invitationsShownTo(person: string | null, at: Date) {
  if (person === null) return { id: { in: [] } };
  return { OR: [{ invitedBy: person }, ownedBy(person, at)] };
}
