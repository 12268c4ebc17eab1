/** One listener for each signal of a caller, however many calls it aborts: Node warns of more than ten. */

import { requestError } from "../errors/request-error.js";

/** What a call asks of a signal. */
export type Signal = Pick<AbortSignal, "aborted" | "reason" | "addEventListener" | "removeEventListener">;

/** What is told of the abort of a signal, and what tells it. */
interface Listening {
  readonly listeners: Set<() => void>;
  readonly abort: () => void;
}

const known = new WeakMap<Signal, Listening>();

/** Listens to a signal, until what this gives is called. */
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
 * What a call rejects with once this signal has aborted it: the signal's reason, or an `AbortError` for a signal that
 * has none. Older polyfills of `AbortController` know no reasons.
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

/** @throws {RequestError} For what is neither a signal nor absent. */
export function requireSignal(signal: Partial<Signal> | null | undefined): Signal | undefined {
  if (signal === undefined || signal === null) return undefined;
  // Not `instanceof`, which fails for a signal of another realm.
  const isSignal =
    typeof signal.aborted === "boolean" && signal.addEventListener && signal.removeEventListener;
  if (isSignal) return signal as Signal;
  throw requestError("signal", "expected an AbortSignal");
}
