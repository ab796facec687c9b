import { DomainError } from "@linli/kernel";
import type { ScanVerdict } from "./scan.rules.ts";

export class ScanDecided extends DomainError {
  readonly code = "SCAN_DECIDED";
  readonly verdict: ScanVerdict;
  constructor(verdict: ScanVerdict) {
    super("There is nothing to decide about this scan any more.");
    this.verdict = verdict;
  }
}
