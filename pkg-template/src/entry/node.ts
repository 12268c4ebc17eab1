/** For Node: the module is part of this file's code, so nothing is read at run time and every bundler can inline it. */

import { initSync } from "../core/junction_credentials.js";
import { wasmBase64 } from "../core/wasm-base64.js";
import { readVariablesWith } from "../environment.js";

initSync({ module: Buffer.from(wasmBase64, "base64") });
readVariablesWith((name) => process.env[name]);

export * from "../index.js";
