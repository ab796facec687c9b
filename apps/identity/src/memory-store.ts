import type { Adapter, AdapterPayload } from "oidc-provider";

type Entry = { payload: AdapterPayload; expiresAt: number };

/** Of each kind. Beyond it the oldest are forgotten, so that strangers can't fill the memory. */
const capacity = 20_000;

/**
 * Keeps one kind of thing (sessions, interactions, codes, …) in memory. A restart forgets it, and people sign in again;
 * access tokens are signed and live on.
 */
export function memoryStore(now: () => number = Date.now): Adapter {
  const entries = new Map<string, Entry>();

  const read = (id: string) => {
    const entry = entries.get(id);
    if (entry && now() < entry.expiresAt) return entry.payload;
    entries.delete(id);
    return undefined;
  };
  const search = (matches: (payload: AdapterPayload) => boolean) =>
    entries
      .keys()
      .map(read)
      .find((payload) => payload !== undefined && matches(payload));
  const makeRoom = () => {
    for (const id of entries.keys()) read(id);
    for (const id of entries.keys()) {
      // A tenth at once, so that not every new entry has to look for room.
      if (entries.size <= capacity * 0.9) break;
      entries.delete(id);
    }
  };

  return {
    async upsert(id, payload, expiresIn) {
      if (entries.size >= capacity) makeRoom();
      const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : now() + expiresIn * 1000;
      entries.set(id, { payload, expiresAt });
    },
    async find(id) {
      return read(id);
    },
    async findByUid(uid) {
      return search((payload) => payload.uid === uid);
    },
    async findByUserCode(userCode) {
      return search((payload) => payload.userCode === userCode);
    },
    async consume(id) {
      const payload = read(id);
      if (payload) payload.consumed = Math.floor(now() / 1000);
    },
    async destroy(id) {
      entries.delete(id);
    },
    async revokeByGrantId(grantId) {
      for (const [id, { payload }] of entries) {
        if (payload.grantId === grantId) entries.delete(id);
      }
    },
  };
}
