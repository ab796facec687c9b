/** By what right somebody lives in a home. */
export const tenures = ["OWNER", "TENANT", "FAMILY"] as const;

/** Whether somebody still lives there on a date. */
export function isCurrent({ endsOn }: { endsOn: string | null }, onDate: string): boolean {
  return endsOn === null || endsOn > onDate;
}
