/**
 * Creates the error class for a failure that the core reports. It is created here so that it has the caller's stack.
 */

import type * as core from "../core/junction_credentials.js";
import { ApiError, type JunctionError, NetworkError, ResponseError, TimeoutError } from "./classes.js";
import { issuesOf, issuesText, meaningOf, reasonText } from "./messages.js";
import { requestErrorOf } from "./request-error.js";

/** The failure of a call, with what the core says of it. */
export interface Failure {
  readonly kind: core.FailureKind;
  readonly reason: core.FailureReason | undefined;
  readonly status: number | undefined;
  readonly issues: core.Issue[] | core.ApiIssue[] | undefined;
  readonly text: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** The number of attempts, retries included. */
  readonly attempts: number;
}

/**
 * Returns the error for the failure of a call.
 *
 * @param thrown The last value that the caller's code threw.
 * @param traceId The trace id of the call.
 */
export function errorOf(failure: Failure, thrown: unknown, traceId: () => string | undefined): JunctionError {
  const { kind, reason, status, text, retryAfterMs, attempts } = failure;
  const often = attempts > 1 ? ` (after ${attempts} attempts)` : "";
  const issues = failure.issues as core.Issue[];
  switch (kind) {
    case "request":
      return requestErrorOf(issues);
    case "timeout":
      return new TimeoutError(`no response in time${often}`, attempts);
    case "api": {
      const answer = {
        status: status as number,
        issues: (failure.issues as core.ApiIssue[]).map(([loc, msg, type]) => ({ loc, msg, type })),
        detail: text,
        retryAfterMs,
        attempts,
        traceId: traceId(),
      };
      return new ApiError(`the API responded with ${status}${explanationOf(answer)}${often}`, answer);
    }
    case "response":
      return responseError("response", issues, status);
    default:
      return new NetworkError(`no response: ${reasonText(reason, text, thrown)}${often}`, attempts, text);
  }
}

/** Explains a refusal: what the status means, and what the API says. */
function explanationOf({ status, issues, detail }: Pick<ApiError, "status" | "issues" | "detail">): string {
  // A body has either issues or a text.
  const reason = issues.map(({ loc, msg }) => `\`${loc.join(".")}\`: ${msg}`).join("; ") || detail?.trim();
  return meaningOf(status) + (reason ? `: ${reason}` : "");
}

/** Returns the error for a response, or for a document that a caller holds. */
export function responseError(
  what: "response" | "document",
  issues: readonly core.Issue[],
  status?: number,
): ResponseError {
  const at = issues[0]?.[0] ? " at " : ": ";
  return new ResponseError(`unexpected ${what}${at}${issuesText(issues)}`, status, issuesOf(issues));
}
