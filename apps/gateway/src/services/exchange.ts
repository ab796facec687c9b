import type { Dispatcher, Pool } from "undici";

/** No whole answer came in time. */
export class TookTooLong extends Error {
  override readonly name = "TookTooLong";
}

type Exchange = {
  path: string;
  headers: Record<string, string>;
  body: string;
  /** All the time that it may take, from the wait for a connection to the last byte. */
  timeoutMs: number;
  /** Aborted when nobody waits for the answer any more. */
  left?: AbortSignal | undefined;
};

/** Posts a text and gives the text that is answered. Streams, and signals made of signals, would cost more than all else here. */
export function exchange(
  pool: Pool,
  { path, headers, body, timeoutMs, left }: Exchange,
): Promise<{ statusCode: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ statusCode: number; text: string }>();
  if (left?.aborted) {
    reject(left.reason as Error);
    return promise;
  }
  const chunks: Buffer[] = [];
  let statusCode = 0;
  let sending: Dispatcher.DispatchController | undefined;
  let cause: Error | undefined;

  const end = () => {
    clearTimeout(deadline);
    left?.removeEventListener("abort", leave);
  };
  const giveUp = (reason: Error) => {
    end();
    cause = reason;
    sending?.abort(reason);
    reject(reason);
  };
  const deadline = setTimeout(() => giveUp(new TookTooLong()), timeoutMs);
  const leave = () => giveUp(left!.reason as Error);
  left?.addEventListener("abort", leave, { once: true });

  pool.dispatch(
    { method: "POST", path, headers, body },
    {
      onRequestStart(controller) {
        // Given up while it waited for a connection.
        if (cause) controller.abort(cause);
        sending = controller;
      },
      onResponseStart(_, status) {
        statusCode = status;
      },
      onResponseData(_, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        end();
        resolve({ statusCode, text: (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString() });
      },
      onResponseError(_, error) {
        end();
        reject(error);
      },
    },
  );
  return promise;
}
