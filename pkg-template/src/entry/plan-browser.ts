/** For browsers. The module is fetched when it is first used. */

import type { WasmSource } from "../module/readiness.js";
import { load, loadFrom } from "../plan/module.js";

const file = () => new URL("../core/comparison_bg.wasm", import.meta.url);

loadFrom(file);

/**
 * Fetches the module and makes it ready. `plan`, `apply` and `pull` do so themselves. Call it only to pass the source, or
 * to fetch the module early. The client has an `init()` of its own.
 *
 * @param source The source of the module. Default: the file next to this one, which Vite, webpack and Next.js find.
 *   With other bundlers, pass the URL that they give for `junction-credentials/plan/wasm`.
 */
export function init(source: WasmSource = file()): Promise<void> {
  return load(source);
}

export * from "../plan/index.js";
