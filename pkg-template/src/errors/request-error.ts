/** Creates errors about arguments. */

import type { Issue } from "../core/junction_credentials.js";
import { RequestError } from "./classes.js";
import { issuesOf, issuesText } from "./messages.js";

/** Creates an error with one issue. */
export function requestError(path: string, message: string): RequestError {
  return requestErrorOf([[path, message]]);
}

/** Creates an error with several issues. */
export function requestErrorOf(issues: readonly Issue[]): RequestError {
  return new RequestError(`nothing was sent: ${issuesText(issues)}`, issuesOf(issues));
}
