/** What ends an attempt, or a wait, that takes too long or that the caller aborts. */

import * as endings from "./core/endings.js";
import type { Ending } from "./core/junction_credentials.js";
import type { Signal } from "./signal.js";

/** Thrown where nothing more can come of an attempt. */
export class Ended {
  readonly ending: Ending;
  /** What is known beyond that: the code of a failure, the origin of a redirect, what was expected of a key. */
  readonly detail: string | undefined;

  constructor(ending: Ending, detail?: string) {
    this.ending = ending;
    this.detail = detail;
  }
}

/**
 * A span of time that the caller's signal cuts short. Once it is over nothing of it is left: no timer, no listener, and
 * no request that nobody waits for.
 */
export class Attempt {
  readonly #controller = new AbortController();
  readonly #caller: Signal | undefined;
  readonly #interrupted: Promise<never>;
  #leave = () => {};
  #isFinished = false;

  /** Begins now. */
  constructor(ms: number, caller: Signal | undefined) {
    this.#caller = caller;
    this.#interrupted = new Promise((_, reject) => {
      const abort = () => reject(new Ended(endings.Aborted));
      const timer = setTimeout(() => reject(new Ended(endings.TimedOut)), ms);
      caller?.addEventListener("abort", abort);
      this.#leave = () => {
        clearTimeout(timer);
        caller?.removeEventListener("abort", abort);
      };
    });
    // An attempt may be over before anybody asks.
    this.#interrupted.catch(() => {});
  }

  /** What tells `fetch` that the attempt is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What a promise comes to, if it does in time. */
  async outcome<Value>(promise: Value | PromiseLike<Value>): Promise<Value> {
    try {
      return await Promise.race([promise, this.#interrupted]);
    } finally {
      this.goOn();
    }
  }

  /** @throws {Ended} If the caller has aborted. */
  goOn(): void {
    if (this.#caller?.aborted) throw new Ended(endings.Aborted);
  }

  /** Says that all of the answer has come, and that there is nothing to abort any more. */
  finish(): void {
    this.#isFinished = true;
  }

  /** Ends here: what has not come by now is not to come. */
  end(): void {
    this.#leave();
    if (!this.#isFinished) this.#controller.abort(this.#caller?.reason);
  }
}
