// Records the timers that are set through the global `setTimeout`, as the package does. The helpers here use that of
// `node:timers`, vitest has kept its own, and what Node sets for its connections keeps no process alive.

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
    // What keeps no process alive says so right after it is set.
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

/** The milliseconds of every timer so far that keeps the process alive: how long a wait was meant to be, on any machine. */
export function requestedDelays(): readonly (number | undefined)[] {
  return delays;
}

/** How many timers are to fire yet, and keep the process alive until then. */
export function pendingTimers(): number {
  return [...pending].filter((timer) => timer.hasRef()).length;
}
