/** Copies values without their secrets. */

import { plainKeys } from "./plain-keys.js";

/** The keys whose values `redact` copies. */
export const plain: ReadonlySet<string> = new Set(plainKeys);

/**
 * Copies a credential, a team, a page or a body, so that it can be logged. Every secret is replaced by `"***"`, in every shape
 * of `details`. Everything under a key that this version does not know is also replaced, because it may be a secret.
 *
 * ```ts
 * console.log(redact(credential));
 * ```
 *
 * @param value A credential, a team, a page or a body. It is not changed.
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
