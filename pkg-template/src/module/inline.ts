/** Makes the module ready at import, from bytes that are part of the code: nothing is read, and nothing can be missing. */

import { initSync } from "../core/junction_credentials.js";
import { wasmBase64 } from "../core/wasm-base64.js";
import { decode } from "./base64.js";
import { ready } from "./readiness.js";

initSync({ module: decode(wasmBase64) });
ready();
