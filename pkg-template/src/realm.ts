/** What a value is, whichever realm it was made in: `instanceof` knows its own alone. */

/** The name of a value's class: `Uint8Array`, `Response`, `WebAssembly.Module`. */
export function classOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
