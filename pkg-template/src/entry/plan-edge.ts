/** For workerd and for Vercel's edge runtime. They compile a module that is imported with `?module`. */

import module from "../core/comparison_bg.wasm?module";
import { loadSync } from "../plan/module.js";

loadSync(module);

export { init } from "../module/at-import.js";
export * from "../plan/index.js";
