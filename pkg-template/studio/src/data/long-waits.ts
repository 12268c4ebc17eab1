/** The long waits before requests are repeated, so that nobody thinks that the page hangs. */

import type { AttemptReport } from "junction-credentials";
import { useSyncExternalStore } from "react";

const msUntilLong = 3000;
const listeners = new Set<() => void>();
let waits: readonly AttemptReport[] = [];

function show(current: readonly AttemptReport[]): void {
  waits = current;
  for (const listener of listeners) listener();
}

/** Takes a report of the client. It is shown until the request is repeated. */
export function reportWait(attempt: AttemptReport): void {
  const { retryInMs = 0 } = attempt;
  if (retryInMs < msUntilLong) return;
  show([...waits, attempt]);
  setTimeout(() => show(waits.filter((wait) => wait !== attempt)), retryInMs);
}

/** The last attempts of the requests that wait now. */
export function useLongWaits(): readonly AttemptReport[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waits,
  );
}
