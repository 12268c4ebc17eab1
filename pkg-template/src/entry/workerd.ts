/** For Cloudflare Workers and other platforms based on workerd. They compile an imported .wasm file on deployment. */

import module from "../core/junction_credentials_bg.wasm?module";
import { loadSync } from "../module/load.js";

loadSync(module);

export * from "../index.js";
export { init } from "../module/at-import.js";
