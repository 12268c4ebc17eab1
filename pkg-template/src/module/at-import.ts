/** The `init` of every runtime whose module is ready at import. */

import type { WasmSource } from "./readiness.js";

/**
 * Does nothing: here the module is ready at import. Browsers need it, and code for both may call it anywhere.
 *
 * @param _source What browsers would take the module from.
 */
export async function init(_source?: WasmSource): Promise<void> {}
