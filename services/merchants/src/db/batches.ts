import { Busy } from "./busy.errors.ts";

/** Batches that are under way at once: one that is answered while another is carried out. */
const atOnce = 2;
/** How many are asked in one. */
const most = 64;
/** Milliseconds that one waits for its batch to begin: whoever asked has given up by then. */
const patienceMs = 5_000;

type Waiting<Ask, Answer> = {
  ask: Ask;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
  deadline: NodeJS.Timeout;
};

/**
 * Carries out in batches what is asked one by one. Who comes alone is served at once; what comes while others are served
 * goes together, so that a rush costs the database a statement for many and not for each.
 */
export class Batches<Ask, Answer> {
  readonly #run: (asks: readonly Ask[]) => Promise<readonly Answer[]>;
  readonly #waiting = new Set<Waiting<Ask, Answer>>();
  #underWay = 0;

  /** `run` answers all in the order in which they ask; where it fails, all of that batch fail. */
  constructor(run: (asks: readonly Ask[]) => Promise<readonly Answer[]>) {
    this.#run = run;
  }

  /** Rejects where its batch fails; with `Busy` where none begins within five seconds. */
  ask(ask: Ask): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const deadline = setTimeout(() => {
      this.#waiting.delete(waiting);
      reject(new Busy());
    }, patienceMs);
    const waiting = { ask, resolve, reject, deadline };
    this.#waiting.add(waiting);
    void this.#serve();
    return promise;
  }

  async #serve(): Promise<void> {
    if (this.#underWay === atOnce) return;
    this.#underWay += 1;
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting.values().take(most)];
      for (const each of batch) {
        clearTimeout(each.deadline);
        this.#waiting.delete(each);
      }
      try {
        const answers = await this.#run(batch.map(({ ask }) => ask));
        for (const [index, { resolve }] of batch.entries()) resolve(answers[index]!);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#underWay -= 1;
  }
}
