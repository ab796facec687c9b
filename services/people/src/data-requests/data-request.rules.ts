import { createHmac, timingSafeEqual } from "node:crypto";
import { type DataService, dataServices } from "@linli/events";

export const dataRequestStates = ["PENDING", "DONE"] as const;
export type DataRequestState = (typeof dataRequestStates)[number];

type Given = { service: DataService; at: Date; counts: Record<string, number> };

/** A service's answer; without an instant it is still to come. */
export type Receipt = {
  service: DataService;
  at: Date | null;
  counts: { kind: string; count: number }[];
};

/** One receipt for each service, given or still to come. */
export function receiptsOf(given: readonly Given[]): Receipt[] {
  return dataServices.map((service) => {
    const found = given.find((receipt) => receipt.service === service);
    return {
      service,
      at: found?.at ?? null,
      counts: Object.entries(found?.counts ?? {}).map(([kind, count]) => ({ kind, count })),
    };
  });
}

/** A request is done once every service has given its receipt. */
export function stateOf(given: readonly Pick<Given, "service">[]): DataRequestState {
  return dataServices.every((service) => given.some((receipt) => receipt.service === service))
    ? "DONE"
    : "PENDING";
}

/** The requests that a service has not answered yet, as a filter. */
export const pending = { OR: dataServices.map((service) => ({ NOT: { receipts: { service } } })) };

/**
 * What whoever deleted an account can ask with how far that has come, when nobody can sign in any more. It is derived and
 * not kept: the answer to the deletion is the only place where it stands.
 */
export function receiptToken(secret: string, requestId: string): string {
  return createHmac("sha256", secret).update(`data-request:${requestId}`).digest("base64url");
}

export function isReceiptToken(token: string, secret: string, requestId: string): boolean {
  const [given, right] = [Buffer.from(token), Buffer.from(receiptToken(secret, requestId))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** What takes the place of the name. */
export const pseudonym = "已注销用户";

/** What takes the place of words about a person, where there have to be some. */
export const cleared = "（已清除）";

/** What somebody types who really means to delete the account. */
export const deletionPhrase = "注销账号";
