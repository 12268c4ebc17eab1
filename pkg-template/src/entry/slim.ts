/**
 * The entry for all other runtimes. Pass the module of `junction-credentials/wasm` to `init()` or `initSync()`, in any
 * form that your runtime supports.
 *
 * @module junction-credentials/slim
 */

import { load, loadSync } from "../module/load.js";
import type { WasmSource } from "../module/readiness.js";

/**
 * Makes the module ready. Calls after the first one wait for the same result. After a failure, call it again.
 *
 * @param source The module's URL, a response with the module, its bytes, or the compiled module.
 */
export function init(source: WasmSource): Promise<void> {
  return load(source);
}

/**
 * Makes the module ready synchronously.
 *
 * @param source The module's bytes, or the compiled module.
 */
export function initSync(source: object): void {
  loadSync(source);
}

export * from "../index.js";
