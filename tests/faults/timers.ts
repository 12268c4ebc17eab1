// Counts the timers that are set through the global `setTimeout`, as the package does. The helpers here use that of
// `node:timers`, vitest has kept its own, and what Node sets for its connections keeps no process alive.

const pending = new Set<NodeJS.Timeout>();
const { setTimeout: set, clearTimeout: clear } = globalThis;

globalThis.setTimeout = Object.assign(
  (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const fire = (): void => {
      pending.delete(timer);
      callback(...args);
    };
    const timer = set(fire, ms);
    pending.add(timer);
    return timer;
  },
  set,
) as typeof set;

globalThis.clearTimeout = (timer) => {
  if (typeof timer === "object") pending.delete(timer);
  clear(timer);
};

/** How many timers are to fire yet, and keep the process alive until then. */
export function pendingTimers(): number {
  return [...pending].filter((timer) => timer.hasRef()).length;
}
