/** Builds the error class of a failure that the core tells, where the caller's stack is. */

import type { Failure } from "./core/junction_credentials.js";
import { ApiError, NetworkError, RequestError, ResponseError, TimeoutError } from "./errors.js";

/** What a call of the core ends with: an error of this package, or what the caller aborted the call with. */
export function reasonOf(thrown: unknown, signal: AbortSignal | undefined): unknown {
  // What a caller aborts with is the caller's own, and passes even if it looks like a failure.
  return signal?.aborted === true && thrown === signal.reason ? thrown : errorOf(thrown);
}

/** Runs a call of the core that throws at once. */
export function checked<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    throw errorOf(thrown);
  }
}

/** The error of this package that a failure stands for, or what was thrown if it is none. */
export function errorOf(thrown: unknown): unknown {
  const failure = thrown as Failure | undefined;
  switch (failure?.kind) {
    case "request":
      return new RequestError(failure.message, failure.issues);
    case "network":
      return new NetworkError(failure.message, failure.attempts, failure.targetOrigin);
    case "timeout":
      return new TimeoutError(failure.message, failure.attempts);
    case "api":
      return new ApiError(failure.message, failure);
    case "response":
      return new ResponseError(failure.message, failure.status, failure.issues);
    default:
      // Not a failed call but a fault of this package, which must not be dressed up as one.
      return thrown;
  }
}
