/** The states of a meeting, in the order in which it may pass them; the last three end it without minutes. */
export const meetingStates = [
  "PLANNED",
  "CONVENED",
  "CHECK_IN",
  "IN_SESSION",
  "SUSPENDED",
  "ADJOURNED",
  "MINUTES_DRAFT",
  "MINUTES_CONFIRMED",
  "INQUORATE",
  "CANCELLED",
  "RESCHEDULED",
] as const;
export type MeetingState = (typeof meetingStates)[number];
