import type { Server } from "node:net";

/** Milliseconds of work in one turn of the event loop, after which what is left waits for the next. */
const share = 5;
/** Turns in a row that new connections may have before work goes on. */
const mostForConnections = 100;

/**
 * Lets pieces of work go on in turns of the event loop, first come first served. Else a process with a hundred answers to
 * read would do it all in one turn, and each turn takes in one new connection alone (libuv): whoever comes then would hear
 * nothing for a long time, not even that too much is asked.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  /** When this turn's work began; 0 where none has. */
  #began = 0;
  #connections = 0;

  constructor(server: Server) {
    server.on("connection", () => (this.#connections += 1));
  }

  /** Resolves when a piece of work may go on; undefined where that is now. */
  next(): Promise<void> | undefined {
    const now = performance.now();
    if (this.#began === 0) {
      this.#began = now;
      this.#endTurn();
      return undefined;
    }
    if (this.#waiting.length === 0 && now - this.#began < share) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #endTurn(turnsForConnections = 0): void {
    const connections = this.#connections;
    setImmediate(() => {
      const others = this.#connections > connections && turnsForConnections < mostForConnections;
      if (this.#waiting.length === 0) this.#began = 0;
      else if (others) this.#endTurn(turnsForConnections + 1);
      else {
        this.#began = performance.now();
        this.#waiting.shift()!();
        this.#endTurn();
      }
    });
  }
}
