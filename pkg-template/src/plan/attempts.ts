/** Repeats writes. An abort ends the repetition, but never a request in flight, whose effect would be unknown. */

import { isJunctionError } from "../index.js";

/** As the client: half a second, doubled with each attempt, and at most eight seconds. */
const firstDelayMs = 500;
const longestDelayMs = 8_000;
/** As the client: a longer `Retry-After` is not waited for. */
const longestRetryAfterMs = 60_000;
const mostAttempts = 3;

/**
 * Calls a function until it resolves, at most three times.
 *
 * @param isRepeatable Whether the function may be called again after an error.
 * @param attempt Receives the number of the attempt, from 1.
 */
export async function repeated<Result>(
  attempt: (count: number) => Promise<Result>,
  isRepeatable: (error: unknown) => boolean,
  signal: AbortSignal | undefined,
): Promise<Result> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt(count);
    } catch (error) {
      const delayMs = delayAfter(error, count);
      if (count === mostAttempts || delayMs === undefined || !isRepeatable(error) || signal?.aborted)
        throw error;
      if (!(await waited(delayMs, signal))) throw error;
    }
  }
}

/** Undefined if the API asks for a wait that is too long. */
function delayAfter(error: unknown, count: number): number | undefined {
  const asked = isJunctionError(error) && error.kind === "api" ? error.retryAfterMs : undefined;
  if (asked !== undefined) return asked <= longestRetryAfterMs ? asked : undefined;
  return Math.random() * Math.min(longestDelayMs, firstDelayMs * 2 ** (count - 1));
}

/** Waits. Resolves with false at once if the signal is aborted. */
function waited(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isOver: boolean) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      resolve(isOver);
    };
    const abort = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    signal?.addEventListener("abort", abort);
  });
}

/** Whether a set was refused for the moment, so that it can be sent again: nothing was stored. */
export function isRefusedForNow(error: unknown): boolean {
  return isJunctionError(error) && error.kind === "api" && (error.status === 429 || error.status === 503);
}

/**
 * Whether a delete is repeated after an error. As in the client, it is not after a redirect, and not after an error that is
 * not of this package.
 */
export function isRepeatableDelete(error: unknown): boolean {
  if (!isJunctionError(error)) return false;
  if (error.kind === "network") return error.targetOrigin === undefined;
  return (
    isRefusedForNow(error) ||
    error.kind === "timeout" ||
    (error.kind === "api" && repeated5xx.includes(error.status))
  );
}

/** The errors of the server after which the client repeats what can be repeated. */
const repeated5xx = [500, 502, 503, 504];

/**
 * Whether the API may have carried out a write although it failed: no response, one that cannot be read, or an error of the
 * server. So does an error that is not of this package, which a caller's `fetch` threw.
 */
export function isLost(error: unknown): boolean {
  if (!isJunctionError(error)) return true;
  switch (error.kind) {
    case "network":
    case "timeout":
    case "response":
      return true;
    case "api":
      return error.status >= 500 && error.status !== 503;
    default:
      return false;
  }
}
