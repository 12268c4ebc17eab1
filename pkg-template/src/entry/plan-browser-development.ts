/**
 * For pages in development. The module is part of the code, because development servers move code away from its files.
 */

import { wasmBase64 } from "../core/comparison-base64.js";
import { decode } from "../module/base64.js";
import type { WasmSource } from "../module/readiness.js";
import { load, loadFrom } from "../plan/module.js";

const copy = () => decode(wasmBase64);

loadFrom(copy);

/**
 * Makes the module ready. `plan`, `apply` and `pull` do so themselves. The client has an `init()` of its own.
 *
 * @param source The source of the module. Default: the copy in the code. In a production build, the default is fetched
 *   instead.
 */
export function init(source: WasmSource = copy()): Promise<void> {
  return load(source);
}

export * from "../plan/index.js";
