import { sqlState } from "./failed-statement.ts";

/** PostgreSQL's word for two that wait for each other. */
const deadlock = "40P01";
/** How often a transaction is begun at most. */
const attempts = 3;

/**
 * Begins a transaction again that PostgreSQL has ended because it and another waited for each other: nothing of it has
 * happened, and the other goes on. `transaction` has to be one that may be carried out more than once.
 */
export async function beginAgain<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === attempts || sqlState(error) !== deadlock) throw error;
    }
  }
}
