/** Why the database refused a row: the name of the constraint that it breaks. */
export const constraintOf = (error: unknown): string | undefined =>
  (error as { cause?: { constraint?: string } }).cause?.constraint;
