/**
 * For pages in development. The module is part of the code, because development servers move code away from its files.
 */

import { wasmBase64 } from "../core/wasm-base64.js";
import { decode } from "../module/base64.js";
import { load } from "../module/load.js";
import type { WasmSource } from "../module/readiness.js";

/**
 * Makes the module ready. Calls after the first one wait for the same result. After a failure, call it again.
 *
 * @param source The source of the module. Default: the copy in the code. In a production build, the default is fetched
 *   instead.
 */
export function init(source: WasmSource = decode(wasmBase64)): Promise<void> {
  return load(source);
}

export * from "../index.js";
