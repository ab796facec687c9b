/** The services of the graph, in the order of their ports. */
export const serviceNames = ["people", "projects", "merchants", "meetings"] as const;
export type ServiceName = (typeof serviceNames)[number];
