/**
 * For everything else: bring the module of `junction-credentials/wasm` yourself, in whatever form your runtime has it.
 *
 * @module junction-credentials/slim
 */

import { load, loadSync } from "../module/load.js";
import type { WasmSource } from "../module/readiness.js";

/**
 * Makes the module ready. It does so once, however often it is called, and again after a failure.
 *
 * @param source The module's address, a response that holds it, its bytes, or the compiled module.
 */
export function init(source: WasmSource): Promise<void> {
  return load(source);
}

/**
 * Makes the module ready at once.
 *
 * @param source The module's bytes, or the compiled module.
 */
export function initSync(source: object): void {
  loadSync(source);
}

export * from "../index.js";
