import type { DomainError } from "@linli/kernel";

type Kind = new (...args: never[]) => DomainError;

/** Runs what throws refusals to undo what it began, and gives those of these kinds back. */
export async function refusing<Result, Refusal extends Kind>(
  kinds: readonly Refusal[],
  run: () => Promise<Result>,
): Promise<Result | InstanceType<Refusal>> {
  try {
    return await run();
  } catch (error) {
    for (const kind of kinds) if (error instanceof kind) return error as InstanceType<Refusal>;
    throw error;
  }
}
