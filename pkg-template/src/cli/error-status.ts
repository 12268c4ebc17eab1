/** What an error means for the exit status. */

import { isJunctionError } from "junction-credentials";
import { type ExitStatus, exit, Interrupted, UsageError } from "./exit.js";

/** The status for an error that ended a command. */
export function errorStatus(error: unknown): ExitStatus {
  if (error instanceof Interrupted) return exit.interrupted;
  if (error instanceof UsageError) return exit.usage;
  if (!isJunctionError(error)) return exit.failed;
  switch (error.kind) {
    case "request":
    case "team_not_found":
    case "ambiguous_team":
      return exit.usage;
    case "api":
      return isRefusal(error) ? exit.refused : exit.failed;
    case "partial":
      return error.failures.every((failure) => isRefusal(failure.error)) ? exit.refused : exit.failed;
    default:
      return exit.failed;
  }
}

/** Whether the API refused the key. */
export function isRefusal(error: unknown): boolean {
  return isJunctionError(error) && error.kind === "api" && (error.status === 401 || error.status === 403);
}
