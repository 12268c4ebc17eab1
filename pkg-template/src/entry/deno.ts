/** For Deno, which needs no permission to read files: the module is part of the code. */

import "../module/inline.js";

export * from "../index.js";
export { init } from "../module/at-import.js";
