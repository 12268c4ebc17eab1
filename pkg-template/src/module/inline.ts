/** Makes the module ready at import, from bytes that are part of the code: nothing is read, and nothing can be missing. */

import { wasmBase64 } from "../core/wasm-base64.js";
import { decode } from "./base64.js";
import { loadSync } from "./load.js";

loadSync(decode(wasmBase64));
