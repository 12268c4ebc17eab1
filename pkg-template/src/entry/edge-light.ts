/** For Vercel's edge runtime and the edge routes of Next.js. They compile a module that is imported with `?module`. */

import module from "../core/junction_credentials_bg.wasm?module";
import { loadSync } from "../module/load.js";
import { outsideBrowsers } from "../module/outside-browsers.js";

loadSync(module);
outsideBrowsers();

export * from "../index.js";
export { init } from "../module/at-import.js";
