/** Makes the module ready at import. Its bytes are part of the code, so no file has to be found or read. */

import { wasmBase64 } from "../core/wasm-base64.js";
import { decode } from "./base64.js";
import { loadSync } from "./load.js";

loadSync(decode(wasmBase64));
