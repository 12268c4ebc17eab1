/** The texts of error messages. */

import type * as core from "../core/junction_credentials.js";
import { causeOf } from "../host/thrown.js";
import type { Issue } from "./classes.js";

/** Joins issues into one line, each with its path. */
export function issuesText(issues: readonly Issue[]): string {
  return issues.map(({ path, message }) => (path ? `\`${path}\`: ${message}` : message)).join("; ");
}

/** Describes why no usable response arrived. */
export function reasonOf(
  { reason, targetOrigin }: core.Failure & { kind: "network" },
  thrown: unknown,
): string {
  switch (reason) {
    case "redirected":
      return `redirected${targetOrigin ? ` to ${targetOrigin}` : ""}, which is not followed`;
    case "fetchFailed":
      return `fetch failed${causeOf(thrown)}`;
    case "bodyBrokeOff":
      return `the body ended early${causeOf(thrown)}`;
    case "noResponse":
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
