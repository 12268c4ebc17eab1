/** For pages under development: the module is part of the code, since development servers move code and not what it fetches. */

import { wasmBase64 } from "../core/wasm-base64.js";
import { decode } from "../module/base64.js";
import { load } from "../module/load.js";
import type { WasmSource } from "../module/readiness.js";

/**
 * Makes the module ready. It does so once, however often it is called, and again after a failure.
 *
 * @param source Where the module is: part of the code when absent, and beside it when the page is built.
 */
export function init(source: WasmSource = decode(wasmBase64)): Promise<void> {
  return load(source);
}

export * from "../index.js";
