/** For Vercel's edge runtime and the edge routes of Next.js, which compile what is imported with `?module`. */

import { initSync } from "../core/junction_credentials.js";
import module from "../core/junction_credentials_bg.wasm?module";
import { ready } from "../module/readiness.js";

initSync({ module });
ready();

export * from "../index.js";
export { init } from "../module/at-import.js";
