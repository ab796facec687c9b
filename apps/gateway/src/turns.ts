import type { Server } from "node:net";

/** Milliseconds of work in one turn of the event loop, after which what is left waits for the next. */
const share = 50;
/** The same right after a new connection: how soon the next one is taken in. */
const shareWithConnections = 5;
/** Milliseconds that new connections may have before work goes on. */
const shareOfConnections = 20;
/** Milliseconds without a new connection after which none is thought to wait. */
const quietMs = 1_000;

/**
 * Lets pieces of work go on in turns of the event loop, first come first served, while new connections come. Else a process
 * with a hundred answers to read would do it all in one turn, and each turn takes in one new connection alone (libuv): whoever
 * comes then would hear nothing for a long time, not even that too much is asked. While none come work does not wait: the
 * turns cost a tenth of all that a process can do.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  /** When this turn's work began; 0 where none has. */
  #began = 0;
  #share = share;
  #connections = 0;
  #lastConnection = -quietMs;

  constructor(server: Server) {
    server.on("connection", () => {
      this.#connections += 1;
      this.#lastConnection = performance.now();
    });
  }

  /** Resolves when a piece of work may go on; undefined where that is now. */
  next(): Promise<void> | undefined {
    if (this.#began === 0) {
      const now = performance.now();
      if (now - this.#lastConnection > quietMs) return undefined;
      this.#began = now;
      this.#endTurn();
      return undefined;
    }
    if (this.#waiting.length === 0 && this.#hasTime()) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #hasTime(): boolean {
    return performance.now() - this.#began < this.#share;
  }

  /** `since` when turns were left to new connections, if they were. */
  #endTurn(since = 0): void {
    const connections = this.#connections;
    setImmediate(() => {
      const theyCome = this.#connections > connections;
      this.#share = theyCome || since > 0 ? shareWithConnections : share;
      const now = performance.now();
      if (this.#waiting.length === 0) this.#began = 0;
      else if (theyCome && (since === 0 || now - since < shareOfConnections)) this.#endTurn(since || now);
      else {
        this.#began = now;
        this.#goOn();
      }
    });
  }

  #goOn(): void {
    this.#waiting.shift()!();
    // When all is done that follows from it at once.
    queueMicrotask(() =>
      process.nextTick(() => {
        if (this.#waiting.length > 0 && this.#hasTime()) this.#goOn();
        else this.#endTurn();
      }),
    );
  }
}
