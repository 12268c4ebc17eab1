/** For browsers, which compile modules asynchronously only: await `init()` once before you create a client. */

import { load } from "../module/load.js";

import type { WasmSource } from "../module/readiness.js";

/**
 * Fetches the module and makes it ready. Calls after the first one wait for the same result. After a failure, call it
 * again.
 *
 * @param source The source of the module. Default: the file next to this one, which Vite, webpack and Next.js find.
 *   With other bundlers, pass the URL that they give for `junction-credentials/wasm`.
 */
export function init(
  source: WasmSource = new URL("../core/junction_credentials_bg.wasm", import.meta.url),
): Promise<void> {
  return load(source);
}

export * from "../index.js";
