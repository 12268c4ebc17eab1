/**
 * Adds one listener to each signal of a caller, however many calls use it. Node warns about more than ten listeners.
 */

import { requestError } from "../errors/request-error.js";

/** The parts of a signal that are used. */
export type Signal = Pick<AbortSignal, "aborted" | "reason" | "addEventListener" | "removeEventListener">;

/** The functions to call on the abort of a signal, and the listener that calls them. */
interface Listening {
  readonly listeners: Set<() => void>;
  readonly abort: () => void;
}

const known = new WeakMap<Signal, Listening>();

/** Calls `listener` when a signal is aborted. Returns a function that removes the listener. */
export function onAbort(signal: Signal, listener: () => void): () => void {
  const { listeners, abort } = known.get(signal) ?? listeningTo(signal);
  if (listeners.size === 0) signal.addEventListener("abort", abort);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) signal.removeEventListener("abort", abort);
  };
}

function listeningTo(signal: Signal): Listening {
  const listeners = new Set<() => void>();
  const abort = () => {
    for (const listener of [...listeners]) listener();
  };
  const made = { listeners, abort };
  known.set(signal, made);
  return made;
}

/**
 * Returns the reason that a call rejects with after this signal has aborted it. A signal without a reason, as in older
 * polyfills of `AbortController`, gets an `AbortError`.
 */
export function reasonOf(signal: Pick<Signal, "reason"> | undefined): unknown {
  const reason: unknown = signal?.reason;
  return reason === undefined ? abortError() : reason;
}

function abortError(): Error {
  const message = "This operation was aborted";
  if (typeof DOMException === "function") return new DOMException(message, "AbortError");
  return Object.assign(new Error(message), { name: "AbortError" });
}

/**
 * Returns the signal, or undefined if it is absent.
 *
 * @throws {RequestError} If the value is neither a signal nor absent.
 */
export function requireSignal(signal: Partial<Signal> | null | undefined): Signal | undefined {
  if (signal === undefined || signal === null) return undefined;
  // Not `instanceof`, which fails for a signal of another realm.
  const isSignal =
    typeof signal.aborted === "boolean" && signal.addEventListener && signal.removeEventListener;
  if (isSignal) return signal as Signal;
  throw requestError("signal", "expected an AbortSignal");
}
