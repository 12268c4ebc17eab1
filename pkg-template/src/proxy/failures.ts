/** Converts errors of the client on the server to responses, from which the client in the browser makes the same errors. */

import { type ApiError, type Issue, isJunctionError, type RequestError } from "../errors/classes.js";
import { type Answer, invalid, issue, refusal } from "./answers.js";

/** Longer than any client waits before a retry, so that it does not repeat what would fail again. */
const noRetry = { "retry-after": "3600" };

/**
 * Returns the response for an error of a call.
 *
 * @param part The part of the request that the client was given.
 */
export function failureOf(error: unknown, part: "query" | "body"): Answer {
  // The function that returns the key has failed, or the server has made a mistake.
  if (!isJunctionError(error)) return refusal(500, "the proxy has failed");
  switch (error.kind) {
    case "request":
      return ofRequestError(error, part);
    case "api":
      return ofApiError(error);
    case "timeout":
      return refusal(504, "Junction did not respond to the proxy in time");
    case "network":
      // Browsers hide where a redirect leads, but the proxy does not run in one.
      return error.targetOrigin === undefined
        ? refusal(502, "the proxy got no response from Junction")
        : refusal(502, "Junction redirected the proxy, which is not followed", noRetry);
    default:
      return refusal(
        502,
        `the proxy got a response from Junction that it cannot use: ${error.message}`,
        noRetry,
      );
  }
}

function ofApiError({ status, issues, detail, retryAfterMs }: ApiError): Answer {
  if (status === 401 || status === 403) {
    const what = `Junction responded with ${status} to the management key of the proxy`;
    return refusal(502, detail ? `${what}: ${detail}` : what, noRetry);
  }
  if (status < 400 || status > 599) {
    return refusal(502, `Junction responded with ${status} to the proxy`, noRetry);
  }
  const headers =
    retryAfterMs === undefined ? undefined : { "retry-after": `${Math.ceil(retryAfterMs / 1000)}` };
  const body = { detail: issues.length > 0 ? issues : detail };
  return { status, body, headers };
}

function ofRequestError({ issues }: RequestError, part: "query" | "body"): Answer {
  // About the client and not about the request: it has been disposed of, or its key is missing or unusable.
  if (issues.some(({ path }) => path === "" || path === "managementKey")) {
    return refusal(500, "the proxy has no usable client");
  }
  return invalid(issues.map(({ path, message }: Issue) => issue([part, ...stepsOf(path)], message)));
}

/** Splits a path such as `team_id[0]` or `details.fitbit`. */
function stepsOf(path: string): (string | number)[] {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
