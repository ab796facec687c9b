import { DomainError } from "@linli/kernel";
import type { ImportProblem } from "./import-file.rules.ts";

/** How many problems are listed; the count is of all. */
const listedProblems = 100;

/** A file that is not imported, no row of it. */
export class ImportRefused extends DomainError {
  readonly code = "IMPORT_REFUSED";
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
  constructor(problems: readonly ImportProblem[]) {
    super(`The file has ${problems.length} problems; nothing was imported.`);
    this.problems = problems.slice(0, listedProblems);
    this.problemCount = problems.length;
  }
}
