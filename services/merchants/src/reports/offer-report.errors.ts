import { DomainError } from "@linli/kernel";
import type { OfferReportState } from "./offer-report.rules.ts";

export class AlreadyReported extends DomainError {
  readonly code = "ALREADY_REPORTED";
  constructor() {
    super("You have reported this offer, and it is not decided yet.");
  }
}

export class ReportDecided extends DomainError {
  readonly code = "REPORT_DECIDED";
  readonly state: OfferReportState;
  constructor(state: OfferReportState) {
    super(`This report is ${state}.`);
    this.state = state;
  }
}
