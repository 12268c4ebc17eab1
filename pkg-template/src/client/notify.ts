/** Calls functions of the caller that only observe. */

/** Calls a function whose errors, sync or async, must not fail a call. */
export function notify<Event>(observer: (event: Event) => unknown, event: Event): void {
  const done = (async () => observer(event))();
  done.catch(() => {});
}
