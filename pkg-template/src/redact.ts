/** A copy that can be logged. */

import { plainKeys } from "./plain-keys.js";

const plain = new Set(plainKeys);

/**
 * Copies a credential, a page or a body such that it can be logged: every secret stands as `"***"`, in every shape of
 * `details`. So does everything under a key that this version does not know, since nobody knows that it is no secret.
 *
 * ```ts
 * console.log(redact(credential));
 * ```
 *
 * @param value A credential, a page of them, or a body. It is left as it is.
 */
export function redact<Value>(value: Value): Value {
  return copy(value, true) as Value;
}

function copy(value: unknown, isPlain: boolean): unknown {
  if (value === null || value === undefined || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((item) => copy(item, isPlain));
  if (typeof value === "object") {
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      copy(inner, isPlain && plain.has(key)),
    ]);
    return Object.fromEntries(entries);
  }
  return isPlain ? value : "***";
}
