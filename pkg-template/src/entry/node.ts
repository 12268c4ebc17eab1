/**
 * For Node, Bun and Deno, as ES module and as CommonJS, and for every bundler that builds for them. Other runtimes load
 * an entry of their own by the same name, with the same exports.
 *
 * @module junction-credentials
 */

import "../module/inline.js";

export * from "../index.js";
export { init } from "../module/at-import.js";
