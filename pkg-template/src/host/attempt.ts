/** One attempt or wait of a call, which a timer or the caller's signal can end early. */

import * as endings from "../core/endings.js";
import type { Ending } from "../core/junction_credentials.js";
import { onAbort, type Signal } from "./signal.js";
import { isControlFlow, isProgrammingError } from "./thrown.js";

/** Thrown when a step of a call ends before it is complete. */
export class Stopped {
  readonly ending: Ending;
  /** The value that the caller's function threw. */
  readonly thrown: unknown;
  readonly #isOurs = true;

  constructor(ending: Ending, thrown?: unknown) {
    this.ending = ending;
    this.thrown = thrown;
  }

  /** Returns a `Stopped` unchanged, and converts anything else that the caller's code threw. */
  static by(thrown: unknown): Stopped {
    // Not `instanceof`, which can throw for a proxy.
    if (#isOurs in Object(thrown)) return thrown as Stopped;
    if (isControlFlow(thrown)) return new Stopped(endings.PassedOn, thrown);
    return new Stopped(isProgrammingError(thrown) ? endings.ProgrammingError : endings.Threw, thrown);
  }
}

const nothing = () => {};

/**
 * A span of time that the caller's signal can end early. When it is over, it leaves no timer, no listener and no
 * request in flight.
 */
export class Attempt {
  readonly #controller = new AbortController();
  readonly #caller: Signal | undefined;
  #stopListening = nothing;
  /** Why the time is over. Undefined before that. */
  #stopped: Stopped | undefined;
  /** Rejects the step that is being awaited. */
  #reject: (_: Stopped) => void = nothing;

  /** Starts the timer. */
  constructor(ms: number, caller: Signal | undefined) {
    this.#caller = caller;
    const timer = setTimeout(() => this.#stop(endings.TimedOut), ms);
    const leave = caller && onAbort(caller, () => this.#stop(endings.Aborted));
    this.#stopListening = () => {
      clearTimeout(timer);
      leave?.();
    };
  }

  /** The signal for `fetch`. It is aborted by `abandon()`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Runs and awaits the caller's code until the time is over.
   *
   * @throws {Stopped} If the time is over, or if the caller aborts.
   * @throws Everything that the code throws.
   */
  outcome<Value>(step: () => Value | PromiseLike<Value>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (this.#stopped) throw this.#stopped;
      this.#reject = reject;
      Promise.resolve(step()).then(resolve, reject);
    });
  }

  /** Ends a completed attempt: removes its timer and its listener. */
  finish(): void {
    this.#stopListening();
  }

  /** Ends an attempt early, and aborts its request. */
  abandon(): void {
    this.finish();
    this.#controller.abort(this.#caller?.reason);
  }

  #stop(ending: Ending): void {
    this.#stopped = new Stopped(ending);
    this.#reject(this.#stopped);
  }
}
