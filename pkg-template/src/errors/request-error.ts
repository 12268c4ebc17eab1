/** Errors about arguments. */

import { type Issue, RequestError } from "./classes.js";
import { issuesText } from "./messages.js";

/** An error about one argument. */
export function requestError(path: string, message: string): RequestError {
  return requestErrorOf([{ path, message }]);
}

/** An error about arguments. */
export function requestErrorOf(issues: readonly Issue[]): RequestError {
  return new RequestError(`nothing was sent: ${issuesText(issues)}`, issues);
}
