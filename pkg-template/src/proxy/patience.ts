/** Waits for work outside of the proxy: not longer than a limit, and not after the client has disconnected. */

/** Thrown when the client has disconnected. */
export class Gone {}

/** Thrown when there is no result in time. */
export class TooSlow {}

/**
 * Returns the result of a function.
 *
 * @param ms The limit in milliseconds.
 * @param signal Is aborted when the client disconnects.
 * @throws {Gone} If the client disconnects first.
 * @throws {TooSlow} If there is no result in time.
 */
export async function within<Type>(
  ms: number,
  work: () => Type | Promise<Type>,
  signal?: AbortSignal,
): Promise<Type> {
  if (signal?.aborted) throw new Gone();
  let leave = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => {
    leave = () => reject(new Gone());
    signal?.addEventListener("abort", leave);
    timer = setTimeout(() => reject(new TooSlow()), ms);
  });
  try {
    return await Promise.race([work(), end]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", leave);
  }
}
