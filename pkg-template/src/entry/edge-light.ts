/** For Vercel's edge runtime and the edge routes of Next.js. They compile a module that is imported with `?module`. */

import module from "../core/junction_credentials_bg.wasm?module";
import { loadSync } from "../module/load.js";

loadSync(module);

export * from "../index.js";
export { init } from "../module/at-import.js";
