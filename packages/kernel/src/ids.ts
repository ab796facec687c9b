const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** True for text that PostgreSQL takes as a uuid. Ids from outside are checked before they reach SQL. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && uuid.test(value);
}

/** A new id (RFC 9562, version 7): opaque to clients, ordered by time for the index that holds it. */
export function uuidv7(at: number = Date.now()): string {
  const time = at.toString(16).padStart(12, "0");
  // A random one (version 4) has what comes after the time, and is made of random bytes that are kept ready.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
