// The clock of the tests. Nothing may be too early by it. What may not be too late has a wide margin, since a busy machine
// may give this process no turn for seconds: a limit stands between what is right and something far longer.

import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

/**
 * How many milliseconds a timer may be early by. It counts from the time that the event loop noted when its turn began,
 * which on a busy machine is some time ago.
 */
export const early = 200;

/** Milliseconds within which something has happened "at once", compared with waits of at least twice as many. */
export const atOnce = 4000;

/** Waits for a promise to reject. Gives the reason, and after how many milliseconds it came. */
export async function timed(promise: PromiseLike<unknown>): Promise<{ thrown: unknown; took: number }> {
  const begin = performance.now();
  try {
    await promise;
  } catch (thrown) {
    return { thrown, took: performance.now() - begin };
  }
  throw new Error("nothing was thrown");
}

/** Waits for so many milliseconds. */
export async function pause(ms: number): Promise<void> {
  await setTimeout(ms);
}
