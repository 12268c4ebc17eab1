/** For pages under development: the module is part of the code, as development servers move code away from its files. */

import { wasmBase64 } from "../core/wasm-base64.js";
import { decode } from "../module/base64.js";
import { load } from "../module/load.js";
import type { WasmSource } from "../module/readiness.js";

/**
 * Makes the module ready. It does so once, however often it is called, and again after a failure.
 *
 * @param source Where the module is: in the code when absent. A page that is built for production fetches it instead.
 */
export function init(source: WasmSource = decode(wasmBase64)): Promise<void> {
  return load(source);
}

export * from "../index.js";
