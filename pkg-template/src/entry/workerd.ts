/** For Cloudflare Workers and everything else on workerd, which compiles an imported .wasm when a Worker is deployed. */

import module from "../core/junction_credentials_bg.wasm?module";
import { loadSync } from "../module/load.js";

loadSync(module);

export * from "../index.js";
export { init } from "../module/at-import.js";
