// Explains each kind of error, and maps it to an exit code.

import { isJunctionError } from "junction-credentials";

/**
 * Returns the problem and what to do, and the exit code: 1 for a failed call or a bug of this program, 3 if only a part
 * was read, 4 if the key was refused, 64 for invalid options or configuration, 130 when interrupted.
 *
 * @param {unknown} error
 * @param {boolean} [isAnythingRead] Whether a listing returned something before this error.
 * @returns {{ lines: string[], exitCode: number }}
 */
export function explain(error, isAnythingRead = false) {
  if (isArgumentError(error)) return { lines: [error.message, "Try --help."], exitCode: 64 };
  if (error instanceof Error && error.name === "AbortError") return { lines: ["interrupted"], exitCode: 130 };
  if (!isJunctionError(error)) return { lines: [`this is a bug: ${stackOf(error)}`], exitCode: 1 };

  // These messages never contain a key or a secret, so they are safe to print and to log.
  const { message } = error;
  switch (error.kind) {
    case "request":
    case "team_not_found":
    case "ambiguous_team":
      return { lines: [message, "Try --help."], exitCode: 64 };
    case "network":
    case "timeout":
      return { lines: [message, "Is the address right, and is this machine online?"], exitCode: 1 };
    case "api":
      return { lines: [message, adviceFor(error.status)], exitCode: isRefusedKey(error.status) ? 4 : 1 };
    case "response":
      return { lines: [message, "Is there a newer version of junction-credentials?"], exitCode: 1 };
    case "pagination":
      return { lines: [message, "Run it again; if it comes again, tell Junction."], exitCode: 1 };
    case "partial":
      return explainAll(error.failures, isAnythingRead);
  }
}

/**
 * Explains why some environments and regions could not be read. Each problem and each advice is printed once.
 *
 * @param {readonly import("junction-credentials").ScopeFailure[]} failures
 * @param {boolean} isAnythingRead
 */
function explainAll(failures, isAnythingRead) {
  /** @type {Map<string, string[]>} */
  const scopesOf = new Map();
  const advice = new Set();
  const exitCodes = new Set();
  for (const { env, region, error } of failures) {
    const { lines, exitCode } = explain(error);
    const [problem = "", ...rest] = lines;
    scopesOf.set(problem, [...(scopesOf.get(problem) ?? []), `${env} ${region}`]);
    for (const line of rest) advice.add(line);
    exitCodes.add(exitCode);
  }
  const problems = [...scopesOf].map(
    ([problem, scopes]) => `${scopes.join(", ")} could not be read to the end: ${problem}`,
  );
  const isKeyRefused = exitCodes.size === 1 && exitCodes.has(4);
  return { lines: [...problems, ...advice], exitCode: isAnythingRead ? 3 : isKeyRefused ? 4 : 1 };
}

/** @param {number} status */
function isRefusedKey(status) {
  return status === 401 || status === 403;
}

/** @param {number} status */
function adviceFor(status) {
  if (isRefusedKey(status))
    return "Is JUNCTION_MANAGEMENT_KEY a management key, and one of this organisation?";
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
