// The clock of the tests. On a busy machine this process may get no turn for a while, for which no client can help.

import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

/** A moment on two clocks, in milliseconds. */
export interface Moment {
  /** On the wall: by this clock nothing may be too early. */
  readonly wall: number;
  /** On a clock that stands still while this process gets no turn: by this one nothing may be too late. */
  readonly fair: number;
}

const tickMs = 5;
/** What a tick may be late by before it counts as no turn. */
const slackMs = 20;

let lastTick = performance.now();
let ticked = 0;

const timer = setInterval(() => {
  ticked += sinceLastTick();
  lastTick = performance.now();
}, tickMs);
timer.unref();

function sinceLastTick(): number {
  return Math.min(performance.now() - lastTick, tickMs + slackMs);
}

export function now(): Moment {
  return { wall: performance.now(), fair: ticked + sinceLastTick() };
}

/** The time from one moment to another. */
export function between(begin: Moment, end: Moment): Moment {
  return { wall: end.wall - begin.wall, fair: end.fair - begin.fair };
}

/** What a promise rejects with, and how long after this call. */
export async function timed(promise: PromiseLike<unknown>): Promise<{ thrown: unknown; took: Moment }> {
  const begin = now();
  try {
    await promise;
  } catch (thrown) {
    return { thrown, took: between(begin, now()) };
  }
  throw new Error("nothing was thrown");
}

/** Waits for so many milliseconds. */
export async function pause(ms: number): Promise<void> {
  await setTimeout(ms);
}
