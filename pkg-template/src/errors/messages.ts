/** The texts of error messages. */

import type * as core from "../core/junction_credentials.js";
import { causeOf } from "../host/thrown.js";
import type { Issue } from "./classes.js";

/** Joins issues into one line, each with its path. */
export function issuesText(issues: readonly core.Issue[]): string {
  return issues.map(([path, message]) => (path ? `\`${path}\`: ${message}` : message)).join("; ");
}

/** Returns issues as errors contain them. */
export function issuesOf(issues: readonly core.Issue[]): Issue[] {
  return issues.map(([path, message]) => ({ path, message }));
}

/** Describes why no usable response arrived. */
export function reasonText(
  reason: core.FailureReason | undefined,
  targetOrigin: string | undefined,
  thrown: unknown,
): string {
  switch (reason) {
    case "redirected":
      return `redirected${targetOrigin ? ` to ${targetOrigin}` : ""}, which is not followed`;
    case "fetchFailed":
      return `fetch failed${causeOf(thrown)}`;
    case "bodyBrokeOff":
      return `the body ended early${causeOf(thrown)}`;
    default:
      return "fetch returned something that is not a response";
  }
}

const meanings: Readonly<Record<number, string>> = {
  401: " (the management key is missing or not accepted)",
  403: " (the management key does not allow this)",
  404: " (unknown organisation, or wrong `baseUrl`)",
  429: " (too many requests)",
};

/** Explains a status to people who do not know its meaning. */
export function meaningOf(status: number): string {
  return meanings[status] ?? (status >= 500 && status < 600 ? " (server error)" : "");
}
