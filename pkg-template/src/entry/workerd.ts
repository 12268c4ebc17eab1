/** For Cloudflare Workers and everything else on workerd, which compiles an imported .wasm when a Worker is deployed. */

import { initSync } from "../core/junction_credentials.js";
import module from "../core/junction_credentials_bg.wasm";
import { ready } from "../module/readiness.js";

initSync({ module });
ready();

export * from "../index.js";
export { init } from "../module/at-import.js";
