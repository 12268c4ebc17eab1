/** For Node and Bun, as ES module and as CommonJS, and for every bundler that builds for them. */

import "../module/inline.js";

export * from "../index.js";
export { init } from "../module/at-import.js";
