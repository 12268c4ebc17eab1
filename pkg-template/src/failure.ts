/** Builds the error class of a failure that the core tells, where the caller's stack is. */

import type * as core from "./core/junction_credentials.js";
import {
  ApiError,
  type Issue,
  type JunctionError,
  NetworkError,
  RequestError,
  ResponseError,
  TimeoutError,
} from "./errors.js";
import { causeOf } from "./host/thrown.js";
import { classOf } from "./realm.js";

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
    throw classOf(thrown) === "Object" ? errorOf(thrown as Told) : thrown;
  }
}

/** The error that an argument is wrong. */
export function requestError(path: string, message: string): RequestError {
  return requestErrorOf([{ path, message }]);
}

function requestErrorOf(issues: readonly Issue[]): RequestError {
  return new RequestError(`nothing was sent: ${textOf(issues)}`, issues);
}

/** A failure that an error class stands for. */
type Told = Exclude<core.Failure, { kind: "aborted" | "passedOn" }>;

/** The error that a failure stands for. */
export function errorOf(failure: Told, { attempts = 0, thrown }: Partial<FailedCall> = {}): JunctionError {
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
      return new ResponseError(`unexpected ${what}${at}${textOf(issues)}`, status, issues);
    }
  }
}

function issuesOf(issues: readonly core.Issue[]): Issue[] {
  return issues.map(([path, message]) => ({ path, message }));
}

function textOf(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => (path ? `\`${path}\`: ${message}` : message)).join("; ");
}

function reasonOf({ reason, targetOrigin }: core.Failure & { kind: "network" }, thrown: unknown): string {
  switch (reason) {
    case "redirected":
      return `redirected${targetOrigin ? ` to ${targetOrigin}` : ""}, which is not followed`;
    case "fetchFailed":
      return `fetch failed${causeOf(thrown)}`;
    case "bodyBrokeOff":
      return `the body broke off${causeOf(thrown)}`;
    case "noResponse":
      return "fetch gave something that is no response";
  }
}

const meanings: Readonly<Record<number, string>> = {
  401: " (the management key is missing or not accepted)",
  403: " (the management key may not do this)",
  404: " (no such organisation, or a base URL that is not the Management API's)",
  429: " (too many requests)",
};

/** What a status means to somebody who reads it for the first time. */
function meaningOf(status: number): string {
  return meanings[status] ?? (status >= 500 && status < 600 ? " (the API is in trouble)" : "");
}
