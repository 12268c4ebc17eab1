// Records the timers that the global `setTimeout` starts, as the package uses it. The helpers here use `node:timers`,
// vitest keeps its own copy, and Node's timers for connections do not keep the process alive.

const pending = new Set<NodeJS.Timeout>();
const delays: (number | undefined)[] = [];
const { setTimeout: set, clearTimeout: clear } = globalThis;

globalThis.setTimeout = Object.assign(
  (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const fire = (): void => {
      pending.delete(timer);
      callback(...args);
    };
    const timer = set(fire, ms);
    pending.add(timer);
    // A timer that does not keep the process alive is unreferenced immediately after it starts.
    queueMicrotask(() => {
      if (timer.hasRef()) delays.push(ms);
    });
    return timer;
  },
  set,
) as typeof set;

globalThis.clearTimeout = (timer) => {
  if (typeof timer === "object") pending.delete(timer);
  clear(timer);
};

/**
 * Returns the delay in milliseconds of every timer so far that keeps the process alive. Unlike a measured wait, it does
 * not depend on the machine.
 */
export function requestedDelays(): readonly (number | undefined)[] {
  return delays;
}

/** Returns the number of pending timers that keep the process alive. */
export function pendingTimers(): number {
  return [...pending].filter((timer) => timer.hasRef()).length;
}
