/** Determines the class of a value from any realm. `instanceof` only works for the classes of its own realm. */

/** Returns the name of a value's class, such as `Uint8Array`, `Response` or `WebAssembly.Module`. */
export function classOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
