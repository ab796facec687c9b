/** What PostgreSQL says of why a statement failed (SQLSTATE); undefined where it failed for another reason. */
export function sqlState(error: unknown): string | undefined {
  return (error as { cause?: { code?: string } } | null)?.cause?.code;
}

/** The name of the constraint that a statement would have broken; undefined where it failed for another reason. */
export function brokenConstraint(error: unknown): string | undefined {
  return (error as { cause?: { constraint?: string } }).cause?.constraint;
}
