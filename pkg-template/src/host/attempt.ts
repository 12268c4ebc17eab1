/** One attempt, or a wait: a span of time that a timer or the caller's signal cuts short. */

import * as endings from "../core/endings.js";
import type { Ending } from "../core/junction_credentials.js";
import { onAbort, type Signal } from "./signal.js";
import { isControlFlow, isProgrammingError } from "./thrown.js";

/** Thrown where a step of a call ends before it is done. */
export class Stopped {
  readonly ending: Ending;
  /** What the caller's function threw. */
  readonly thrown: unknown;
  readonly #isOurs = true;

  constructor(ending: Ending, thrown?: unknown) {
    this.ending = ending;
    this.thrown = thrown;
  }

  /** What was thrown if it is one of these, or how it ends a step if the caller's code threw it. */
  static by(thrown: unknown): Stopped {
    // Not `instanceof`, for which a proxy may throw.
    if (#isOurs in Object(thrown)) return thrown as Stopped;
    if (isControlFlow(thrown)) return new Stopped(endings.PassedOn, thrown);
    return new Stopped(isProgrammingError(thrown) ? endings.ProgrammingError : endings.Threw, thrown);
  }
}

/**
 * A span of time that the caller's signal cuts short. Once it is over nothing of it is left: no timer, no listener, and
 * no request that nobody waits for.
 */
export class Attempt {
  readonly #controller = new AbortController();
  readonly #caller: Signal | undefined;
  #leave = () => {};
  /** Why the time is over, once it is. */
  #stopped: Stopped | undefined;
  /** Rejects the step that is awaited. */
  #reject = (_: Stopped) => {};

  /** Begins now. */
  constructor(ms: number, caller: Signal | undefined) {
    this.#caller = caller;
    const timer = setTimeout(() => this.#stop(endings.TimedOut), ms);
    const leave = caller && onAbort(caller, () => this.#stop(endings.Aborted));
    this.#leave = () => {
      clearTimeout(timer);
      leave?.();
    };
  }

  /** Tells `fetch` that the attempt is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Waits for the caller's code, as long as there is time.
   *
   * @throws {Stopped} If the time is over, or if the caller aborts.
   * @throws What the code throws.
   */
  outcome<Value>(step: () => Value | PromiseLike<Value>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (this.#stopped) throw this.#stopped;
      this.#reject = reject;
      Promise.resolve(step()).then(resolve, reject);
    });
  }

  /** Ends the attempt when everything has come. */
  finish(): void {
    this.#leave();
  }

  /** Ends the attempt, and aborts what is still on its way. */
  abandon(): void {
    this.finish();
    this.#controller.abort(this.#caller?.reason);
  }

  #stop(ending: Ending): void {
    this.#stopped = new Stopped(ending);
    this.#reject(this.#stopped);
  }
}
