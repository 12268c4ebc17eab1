/** Builds the error class of a failure that the core tells, where the caller's stack is. */

import type { Failure } from "./core/junction_credentials.js";
import { ApiError, NetworkError, RequestError, ResponseError } from "./errors.js";

/**
 * Waits for a call of the core, and no longer than until the caller aborts it: a `fetch`, or a function that gives the
 * key, may not look at the signal.
 *
 * @throws The error class of the failure, or what the caller aborted the call with.
 */
export async function settled<T>(call: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  let stopListening = () => {};
  const aborted = new Promise<void>((resolve) => {
    const listener = () => resolve();
    // A signal that is none is for the core to complain about.
    signal?.addEventListener?.("abort", listener);
    stopListening = () => signal?.removeEventListener?.("abort", listener);
  });
  const ended = call.then(
    (value) => ({ value }),
    (thrown: unknown) => ({ thrown }),
  );
  const outcome = await Promise.race([ended, aborted]);
  stopListening();

  if (outcome && "value" in outcome) return outcome.value;
  throw signal?.aborted === true ? signal.reason : errorOf(outcome?.thrown);
}

/** Runs a call of the core that throws at once. */
export function checked<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    throw errorOf(thrown);
  }
}

function errorOf(thrown: unknown): unknown {
  const failure = thrown as Failure | undefined;
  switch (failure?.kind) {
    case "request":
      return new RequestError(failure.message, failure.issues);
    case "network":
      return new NetworkError(failure.message, failure.attempts, failure.targetOrigin);
    case "api":
      return new ApiError(failure.message, failure.status, failure.issues, failure.attempts);
    case "response":
      return new ResponseError(failure.message, failure.status, failure.issues);
    default:
      // Not a failed call but a fault of this package, which must not be dressed up as one.
      return thrown;
  }
}
