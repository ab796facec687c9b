type Flight<T> = { answer: Promise<T>; waiting: number; abandoned: AbortController };

/** Lets those who ask the same thing at the same time have one answer. What is over is not kept. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /**
   * Begins what the key stands for, or joins those who wait for it. `begin` is told when the last of them has left.
   * Rejects with the reason of `left` for whoever has.
   */
  async join(
    key: string,
    left: AbortSignal | undefined,
    begin: (abandoned: AbortSignal) => Promise<T>,
  ): Promise<{ answer: T; isFirst: boolean }> {
    left?.throwIfAborted();
    const known = this.#flights.get(key);
    const flight = known ?? this.#begin(key, begin);
    flight.waiting += 1;
    const answer = await (left ? this.#unlessLeft(key, flight, left) : flight.answer);
    return { answer, isFirst: known === undefined };
  }

  /** Lets nobody join what has begun so far: something has changed. */
  forget(): void {
    this.#flights.clear();
  }

  #begin(key: string, begin: (abandoned: AbortSignal) => Promise<T>): Flight<T> {
    const abandoned = new AbortController();
    const flight: Flight<T> = { answer: begin(abandoned.signal), waiting: 0, abandoned };
    this.#flights.set(key, flight);
    const end = () => this.#end(key, flight);
    flight.answer.then(end, end);
    return flight;
  }

  #end(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }

  #unlessLeft(key: string, flight: Flight<T>, left: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          // Whoever asks from now on needs an answer of their own.
          this.#end(key, flight);
          flight.abandoned.abort(left.reason);
        }
        reject(left.reason as Error);
      };
      left.addEventListener("abort", leave, { once: true });
      const settle = () => left.removeEventListener("abort", leave);
      flight.answer.then(
        (answer) => (settle(), resolve(answer)),
        (error: unknown) => (settle(), reject(error as Error)),
      );
    });
  }
}
