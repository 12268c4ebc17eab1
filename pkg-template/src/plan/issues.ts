/** Reads the issues that the comparison returns, and creates errors of issues. */

import { type Issue, RequestError } from "../index.js";

/** Parses `[[path, message], …]`. */
export function issuesOf(json: string): Issue[] {
  return (JSON.parse(json) as [string, string][]).map(([path, message]) => ({ path, message }));
}

/** Creates an error that lists everything that is wrong in arguments. */
export function invalid(issues: readonly Issue[]): RequestError {
  const text = issues.map(({ path, message }) => (path ? `\`${path}\`: ${message}` : message)).join("; ");
  return new RequestError(`nothing was changed: ${text}`, issues);
}
