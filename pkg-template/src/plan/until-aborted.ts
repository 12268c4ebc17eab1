/** Stops waiting at an abort. */

/** Waits for a task, or rejects with the reason of the signal at once. What the task does then is ignored. */
export function untilAborted<Result>(
  task: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return task;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    task.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
