/** What a client asks a gateway. */
export type Operation = { name: string; query: string; variables?: Readonly<Record<string, unknown>> };

export const workloadNames = ["product", "identical", "distinct", "product-live"] as const;
export type WorkloadName = (typeof workloadNames)[number];

/** Which services answer: workloads of one family run against the same ones. */
export const families = ["product", "storefront", "product-live"] as const;
export type Family = (typeof families)[number];

export type Workload = {
  name: WorkloadName;
  what: string;
  family: Family;
  /** The nth operation of a run, the same for each gateway. */
  operation(n: number): Operation;
  /** Each of these is answered by all gateways before anything is measured, and the answers are compared. */
  compared: readonly Operation[];
};
