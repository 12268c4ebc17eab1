/**
 * The client, its errors and its schemas.
 *
 * This file is the entry for Node, Bun and Deno, as ES module and as CommonJS, and for bundlers that build for them.
 * Other runtimes load a different entry under the same name, with the same exports.
 *
 * @module junction-credentials
 */

import "../module/inline.js";

export * from "../index.js";
export { init } from "../module/at-import.js";
