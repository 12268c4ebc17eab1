// Explains each kind of error, and maps it to an exit code.

import { isJunctionError } from "junction-credentials";

/**
 * Returns the message and the exit code: 2 for invalid options, 3 if no response arrived, 4 for a refused request, 5
 * for an invalid response, 130 when interrupted, 1 for a bug of this program.
 *
 * @param {unknown} error
 * @returns {{ message: string, exitCode: number }}
 */
export function explain(error) {
  if (isArgumentError(error)) return { message: `${error.message}\nTry --help.`, exitCode: 2 };
  if (error instanceof Error && error.name === "AbortError") return { message: "interrupted", exitCode: 130 };
  if (!isJunctionError(error)) return { message: `this is a bug: ${stackOf(error)}`, exitCode: 1 };

  // These messages never contain a key or a secret, so they are safe to print and to log.
  switch (error.kind) {
    case "request":
      return { message: `${error.message}\nTry --help.`, exitCode: 2 };
    case "network":
    case "timeout":
      return { message: `${error.message}\nIs the address right, and is this machine online?`, exitCode: 3 };
    case "api":
      return { message: `${error.message}\n${adviceFor(error.status)}`, exitCode: 4 };
    case "response":
      return { message: `${error.message}\nIs there a newer version of junction-credentials?`, exitCode: 5 };
    case "team_not_found":
    case "ambiguous_team":
      return { message: `${error.message}\nTry --help.`, exitCode: 2 };
    case "pagination":
      return { message: `${error.message}\nRun it again; if it comes again, tell Junction.`, exitCode: 5 };
  }
}

/** @param {number} status */
function adviceFor(status) {
  if (status === 401 || status === 403) {
    return "Is JUNCTION_MANAGEMENT_KEY a management key, and one of this organisation?";
  }
  if (status === 404) return "Is JUNCTION_ORG_ID the id of your organisation?";
  if (status === 429) return "Wait a minute, and run it again.";
  if (status >= 500) return "Junction has trouble: run it again later.";
  return "The answer is not one that this program knows.";
}

/**
 * @param {unknown} error
 * @returns {error is Error}
 */
function isArgumentError(error) {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

/** @param {unknown} error */
function stackOf(error) {
  return error instanceof Error ? error.stack : String(error);
}
