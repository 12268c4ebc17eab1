/** Builds the error class of a failure that the core tells, where the caller's stack is. */

import * as endings from "./core/endings.js";
import type { Ending, Failure } from "./core/junction_credentials.js";
import { ApiError, type Issue, NetworkError, RequestError, ResponseError, TimeoutError } from "./errors.js";
import { refusalsOf } from "./refusals.js";
import type { Outcome } from "./transport.js";

/** What is known of a call beyond its failure. */
interface FailedCall {
  /** What came of each attempt. */
  readonly outcomes: readonly Outcome[];
  /** What the caller aborts it with. */
  readonly signal: { readonly reason: unknown } | undefined;
  /** The id of the trace that the caller passed on. */
  readonly traceId: string | undefined;
  /** What must not be shown if the API repeats it. */
  secrets(): readonly string[];
}

/** Runs a call of the core that throws at once. */
export function checked<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    throw errorOf(thrown);
  }
}

/** The error that an argument is wrong. */
export function requestError(path: string, message: string): RequestError {
  const issues = [{ path, message }];
  return new RequestError(`nothing was sent: ${textOf(issues)}`, issues);
}

/** The error of this package that a failure stands for, or what was thrown if it is none. */
export function errorOf(thrown: unknown, call?: FailedCall): unknown {
  // Not a failed call but a fault of this package, which must not be dressed up as one.
  if (!Array.isArray(thrown)) return thrown;
  const [kind, told, attempts] = thrown as unknown as Failure;
  const issues = told.map(([path, message]) => ({ path, message }));
  const outcome: Partial<Outcome> = call?.outcomes[attempts - 1] ?? {};
  const { ending, status = 0, detail, retryAfterMs, body } = outcome;
  const often = attempts > 1 ? ` (after ${attempts} attempts)` : "";
  switch (kind) {
    case "request":
      return new RequestError(`nothing was sent: ${textOf(issues)}`, issues);
    case "key":
      return requestError("managementKey", detail ?? "");
    case "network": {
      const origin = ending === endings.Redirected ? detail : undefined;
      return new NetworkError(`no answer: ${reasonOf(ending, detail)}${often}`, attempts, origin);
    }
    case "timeout":
      return new TimeoutError(`no answer in time${often}`, attempts);
    case "api": {
      const refusals = status === 422 && call ? refusalsOf(body, call.secrets()) : [];
      const complaints = refusals.map(({ loc, msg }) => `\`${loc.join(".")}\`: ${msg}`).join("; ");
      return new ApiError(
        `the API answered ${status}${meaningOf(status)}${complaints && `: ${complaints}`}${often}`,
        { status, issues: refusals, retryAfterMs, attempts, traceId: call?.traceId },
      );
    }
    case "response": {
      const at = issues[0]?.path ? " at " : ": ";
      return attempts
        ? new ResponseError(`unexpected response${at}${textOf(issues)}`, status, issues)
        : new ResponseError(`unexpected document${at}${textOf(issues)}`, undefined, issues);
    }
    case "aborted":
      return call?.signal?.reason;
  }
}

function textOf(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => (path ? `\`${path}\`: ${message}` : message)).join("; ");
}

function reasonOf(ending: Ending | undefined, detail: string | undefined): string {
  switch (ending) {
    case endings.Redirected:
      return `redirected${detail ? ` to ${detail}` : ""}, which is not followed`;
    case endings.Failed:
      return `fetch failed${detail ? ` with ${detail}` : ""}`;
    case endings.BodyBrokeOff:
      return `the body broke off${detail ? ` with ${detail}` : ""}`;
    default:
      return "fetch gave something that is no response";
  }
}

/** What a status means to somebody who reads it for the first time. */
function meaningOf(status: number): string {
  switch (status) {
    case 401:
      return " (the management key is missing or not accepted)";
    case 403:
      return " (the management key may not do this)";
    case 404:
      return " (no such organisation, or a base URL that is not the Management API's)";
    case 429:
      return " (too many requests)";
    default:
      return status >= 500 && status < 600 ? " (the API is in trouble)" : "";
  }
}
