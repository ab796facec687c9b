/** What is in force, and what was before until its last user is done with it. */
export type Succession<Version> = {
  readonly current: Version;
  /** Holds the version that is in force for as long as the work takes. */
  use<Result>(work: (version: Version) => Promise<Result>): Promise<Result>;
  /** Puts another version in force at once. */
  replace(version: Version): void;
  /** Ends the version in force; resolves when all that were replaced have ended too. */
  end(): Promise<void>;
};

/** Begins with one version; each is released once it is replaced and nobody uses it any more. */
export function succession<Version>(
  first: Version,
  release: (version: Version) => Promise<void>,
): Succession<Version> {
  const held = (version: Version) => ({ version, users: 0, isReplaced: false });
  const releasing = new Set<Promise<void>>();
  let current = held(first);

  function releaseIfDone({ version, users, isReplaced }: typeof current) {
    if (users > 0 || !isReplaced) return;
    const released = release(version).finally(() => releasing.delete(released));
    releasing.add(released);
  }

  return {
    get current() {
      return current.version;
    },
    async use(work) {
      const mine = current;
      mine.users += 1;
      try {
        return await work(mine.version);
      } finally {
        mine.users -= 1;
        releaseIfDone(mine);
      }
    },
    replace(version) {
      const old = current;
      current = held(version);
      old.isReplaced = true;
      releaseIfDone(old);
    },
    async end() {
      current.isReplaced = true;
      releaseIfDone(current);
      await Promise.all(releasing);
    },
  };
}
