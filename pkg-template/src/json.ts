/** The JSON of what callers give: that is what is checked, and that is what is sent. */

import { requestError } from "./failure.js";

/**
 * What `JSON.stringify` makes of a value. What JSON has no form for, such as undefined, becomes null.
 *
 * @throws {RequestError} For what JSON cannot express.
 */
export function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    throw requestError("", "expected what JSON can express: no cycle, no BigInt");
  }
}
