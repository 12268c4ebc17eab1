/** Builds the error class of a failure that the core reports, where the caller's stack is. */

import type * as core from "../core/junction_credentials.js";
import { classOf } from "../realm.js";
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

/** What is known of a call beyond its failure. */
interface FailedCall {
  /** How many attempts there were, retries included. */
  readonly attempts: number;
  /** What the caller's code threw last. */
  readonly thrown: unknown;
}

/** Runs a call of the core that throws at once. */
export function checked<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    // Anything but a failure is a fault of this package, which must not be dressed up as a failed call.
    throw classOf(thrown) === "Object" ? errorOf(thrown as ErrorFailure) : thrown;
  }
}

/** A failure that an error class stands for. */
type ErrorFailure = Exclude<core.Failure, { kind: "aborted" | "passedOn" }>;

/** The error that a failure stands for. */
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
      return new NetworkError(`no answer: ${reasonOf(failure, thrown)}${often}`, attempts, targetOrigin);
    }
    case "timeout":
      return new TimeoutError(`no answer in time${often}`, attempts);
    case "api": {
      const { status, retryAfterMs, traceId } = failure;
      const issues = failure.issues.map(([loc, msg, type]) => ({ loc, msg, type }));
      const complaints = issues.map(({ loc, msg }) => `\`${loc.join(".")}\`: ${msg}`).join("; ");
      return new ApiError(
        `the API answered ${status}${meaningOf(status)}${complaints && `: ${complaints}`}${often}`,
        { status, issues, retryAfterMs, attempts, traceId },
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
