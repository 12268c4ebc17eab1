/**
 * Creates the error class for a failure that the core reports. It is created here so that it has the caller's stack.
 */

import { classOf } from "../class-of.js";
import type * as core from "../core/junction_credentials.js";
import {
  ApiError,
  type Issue,
  type JunctionError,
  NetworkError,
  ResponseError,
  TimeoutError,
} from "./classes.js";
import { issuesText, meaningOf, reasonOf } from "./messages.js";
import { requestErrorOf } from "./request-error.js";

/** What is known about a call in addition to its failure. */
interface FailedCall {
  /** The number of attempts, retries included. */
  readonly attempts: number;
  /** The last value that the caller's code threw. */
  readonly thrown: unknown;
}

/** Runs a synchronous call of the core, and converts a failure that it throws. */
export function checked<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    // Failures are plain objects. Anything else is a bug of this package, which must not look like a failed call.
    throw classOf(thrown) === "Object" ? errorOf(thrown as ErrorFailure) : thrown;
  }
}

/** A failure that has an error class. */
type ErrorFailure = Exclude<core.Failure, { kind: "aborted" | "passedOn" }>;

/** Returns the error for a failure. */
export function errorOf(
  failure: ErrorFailure,
  { attempts = 0, thrown }: Partial<FailedCall> = {},
): JunctionError {
  const often = attempts > 1 ? ` (after ${attempts} attempts)` : "";
  switch (failure.kind) {
    case "request":
      return requestErrorOf(issuesOf(failure.issues));
    case "network": {
      const { targetOrigin } = failure;
      return new NetworkError(`no response: ${reasonOf(failure, thrown)}${often}`, attempts, targetOrigin);
    }
    case "timeout":
      return new TimeoutError(`no response in time${often}`, attempts);
    case "api": {
      const { status, detail, retryAfterMs, traceId } = failure;
      const issues = failure.issues.map(([loc, msg, type]) => ({ loc, msg, type }));
      // A body has either issues or a text.
      const reason =
        issues.map(({ loc, msg }) => `\`${loc.join(".")}\`: ${msg}`).join("; ") || detail?.trim();
      return new ApiError(
        `the API responded with ${status}${meaningOf(status)}${reason ? `: ${reason}` : ""}${often}`,
        { status, issues, detail, retryAfterMs, attempts, traceId },
      );
    }
    case "response": {
      const { status } = failure;
      const issues = issuesOf(failure.issues);
      const what = status === undefined ? "document" : "response";
      const at = issues[0]?.path ? " at " : ": ";
      return new ResponseError(`unexpected ${what}${at}${issuesText(issues)}`, status, issues);
    }
  }
}

function issuesOf(issues: readonly core.Issue[]): Issue[] {
  return issues.map(([path, message]) => ({ path, message }));
}
