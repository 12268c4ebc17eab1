/** The `init` function of runtimes in which the module is ready at import. */

import type { WasmSource } from "./readiness.js";

/**
 * Does nothing, because the module is ready at import in this runtime. Code that also runs in browsers, where `init()`
 * is required, can call it.
 *
 * @param _source Ignored. In browsers, the source of the module.
 */
export async function init(_source?: WasmSource): Promise<void> {}
