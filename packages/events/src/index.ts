export { defineEvent, type EventContract, type EventRecord } from "./contract.ts";
export { consume, on, type Projection } from "./consumer.ts";
export * from "./contracts/data.ts";
export * from "./contracts/merchants.ts";
export * from "./contracts/people.ts";
export { type Cause, record } from "./outbox.ts";
export { deliveries, inbox, outbox } from "./outbox.table.ts";
export { type Relay, startRelay } from "./relay.ts";
export { inProcessTransport, NotDelivered, type Transport } from "./transport.ts";
