/** For browsers, which compile a module in the background only: call and await `init()` once, before the first client. */

import { load } from "../module/load.js";

import type { WasmSource } from "../module/readiness.js";

/**
 * Fetches the module and makes it ready. It does so once, however often it is called, and again after a failure.
 *
 * @param source Where the module is: beside this file when absent, where Vite, webpack and Next.js put it by themselves.
 * With other bundlers pass the address that they gave `junction-credentials/wasm`.
 */
export function init(
  source: WasmSource = new URL("../core/junction_credentials_bg.wasm", import.meta.url),
): Promise<void> {
  return load(source);
}

export * from "../index.js";
