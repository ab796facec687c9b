import { parse, validate } from "graphql";
import { publicSchema } from "./contract.ts";

/** An operation that clients are known to ask, as the gateway's usage file and manifests of documents hold it. */
export type KnownOperation = {
  name: string | null;
  body: string;
  /** Who asks it, and how often; not known of a manifest. */
  client?: string | null;
  clientVersion?: string | null;
  count?: number;
};

/**
 * Which of these operations the committed graph answers and the new one would refuse: a sentence for each, with the first
 * reason. Operations that were good for neither are nobody's loss.
 */
export function brokenOperations(
  operations: readonly KnownOperation[],
  committedSdl: string,
  newSdl: string,
): string[] {
  const [before, after] = [publicSchema(committedSdl), publicSchema(newSdl)];
  return operations
    .toSorted((one, other) => (other.count ?? 0) - (one.count ?? 0))
    .flatMap(({ name, body, client, clientVersion, count }) => {
      const document = parse(body);
      const [reason] = validate(after, document, undefined, { maxErrors: 1 });
      if (!reason || validate(before, document).length > 0) return [];
      const from = client ? ` of ${[client, clientVersion].filter(Boolean).join(" ")}` : "";
      const often = count === undefined ? "" : ` (asked ${count} times)`;
      return [`${name ?? "An operation without a name"}${from}${often}: ${reason.message}`];
    });
}
