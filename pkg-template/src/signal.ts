/** One listener for each signal of a caller, however many calls it aborts: Node warns of more than ten. */

import { requestError } from "./failure.js";

/** What a call asks of a signal. */
export type Signal = Pick<AbortSignal, "aborted" | "reason" | "addEventListener" | "removeEventListener">;

/** Stands for a signal, and listens to it once. */
class SharedSignal {
  readonly #signal: Signal;
  readonly #listeners = new Set<() => void>();
  readonly #abort = () => {
    for (const listener of [...this.#listeners]) listener();
  };

  constructor(signal: Signal) {
    this.#signal = signal;
  }

  get aborted(): boolean {
    return this.#signal.aborted;
  }

  get reason(): unknown {
    return this.#signal.reason;
  }

  addEventListener(type: "abort", listener: () => void): void {
    if (this.#listeners.size === 0) this.#signal.addEventListener(type, this.#abort);
    this.#listeners.add(listener);
  }

  removeEventListener(type: "abort", listener: () => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#signal.removeEventListener(type, this.#abort);
  }
}

const shared = new WeakMap<object, SharedSignal>();

/**
 * The one that stands for a signal in every call.
 *
 * @throws {RequestError} For what is no signal.
 */
export function sharedSignal(signal: Signal | null | undefined): SharedSignal | undefined {
  if (signal === undefined || signal === null) return undefined;
  const known = shared.get(signal);
  if (known) return known;
  // Not `instanceof`, which fails for a signal of another realm.
  if (typeof signal.aborted !== "boolean" || !signal.addEventListener || !signal.removeEventListener) {
    throw requestError("signal", "expected an AbortSignal");
  }
  const made = new SharedSignal(signal);
  shared.set(signal, made);
  return made;
}
