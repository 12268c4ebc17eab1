// Measures times in tests. Lower limits are strict. Upper limits have a wide margin, because a busy machine may not run
// this process for seconds: each is between the expected time and a much longer one.

import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

/**
 * How much earlier than expected a timer may fire, in milliseconds. It counts from the start of the event loop's turn,
 * which on a busy machine may be some time ago.
 */
export const early = 200;

/** The limit for "at once", in milliseconds. The waits that it is compared with are at least twice as long. */
export const atOnce = 4000;

/** Waits for a promise to reject. Returns the reason and the time until then in milliseconds. */
export async function timed(promise: PromiseLike<unknown>): Promise<{ thrown: unknown; took: number }> {
  const begin = performance.now();
  try {
    await promise;
  } catch (thrown) {
    return { thrown, took: performance.now() - begin };
  }
  throw new Error("nothing was thrown");
}

/** Waits for some milliseconds. */
export async function pause(ms: number): Promise<void> {
  await setTimeout(ms);
}
