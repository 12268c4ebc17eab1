/**
 * Credentials as code: what teams should have is in a file under version control. `plan` reports what differs, `apply`
 * changes it, and `pull` writes the file for what is stored.
 *
 * This file is the entry for Node, Bun and Deno, as ES module and as CommonJS, and for bundlers that build for them.
 * Other runtimes load a different entry under the same name, with the same exports.
 *
 * @module junction-credentials/plan
 */

import { readFile } from "node:fs/promises";
import { wasmBase64 } from "../core/comparison-base64.js";
import { decode } from "../module/base64.js";
import { loadSync } from "../plan/module.js";
import { readFilesWith } from "../plan/sources.js";

loadSync(decode(wasmBase64));
readFilesWith((path) => readFile(path));

export { init } from "../module/at-import.js";
export * from "../plan/index.js";
