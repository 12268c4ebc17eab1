/** What ends an attempt, or a wait, that takes too long or that the caller aborts. */

import * as endings from "./core/endings.js";
import type { Ending } from "./core/junction_credentials.js";
import { codeOf } from "./network.js";
import { onAbort, type Signal } from "./signal.js";

/** Thrown where nothing more can come of an attempt. */
export class Ended {
  readonly ending: Ending;
  /** What is known beyond that: the code of a failure, the origin of a redirect, what was expected of a key. */
  readonly detail: string | undefined;
  readonly #isOurs = true;

  constructor(ending: Ending, detail?: string) {
    this.ending = ending;
    this.detail = detail;
  }

  /** What was thrown if it is one of these, or else how that ends the attempt. */
  static by(thrown: unknown, ending: Ending, detailOf?: (thrown: unknown) => string | undefined): Ended {
    // Not `instanceof`, for which a proxy may throw.
    return #isOurs in Object(thrown) ? (thrown as Ended) : new Ended(ending, detailOf?.(thrown));
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

  /** Begins now. */
  constructor(ms: number, caller: Signal | undefined) {
    this.#caller = caller;
    this.#interrupted = new Promise((_, reject) => {
      const timer = setTimeout(() => reject(new Ended(endings.TimedOut)), ms);
      const leave = caller && onAbort(caller, () => reject(new Ended(endings.Aborted)));
      this.#leave = () => {
        clearTimeout(timer);
        leave?.();
      };
    });
    // An attempt may be over before anybody asks.
    this.#interrupted.catch(() => {});
  }

  /** What tells `fetch` that the attempt is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * What a step comes to, if it does in time.
   *
   * @throws {Ended} If it fails too, in a way of which `detailOf` makes what may be told.
   */
  async outcome<Value>(
    step: () => Value | PromiseLike<Value>,
    failure: Ending,
    detailOf: (thrown: unknown) => string | undefined = codeOf,
  ): Promise<Value> {
    try {
      this.#goOn();
      return await Promise.race([step(), this.#interrupted]);
    } catch (thrown) {
      throw Ended.by(thrown, failure, detailOf);
    } finally {
      this.#goOn();
    }
  }

  /** Ends here: all that was to come has come. */
  finish(): void {
    this.#leave();
  }

  /** Ends here: what has not come by now is not to come. */
  abandon(): void {
    this.finish();
    this.#controller.abort(this.#caller?.reason);
  }

  #goOn(): void {
    if (this.#caller?.aborted) throw new Ended(endings.Aborted);
  }
}
