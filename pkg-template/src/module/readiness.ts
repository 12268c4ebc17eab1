/** Whether the WebAssembly module is there: at import in most runtimes, after `init()` in browsers. */

import { requestError } from "../errors/request-error.js";

/** Where `init()` takes the module from: its address, a response that holds it, its bytes, or the compiled module. */
export type WasmSource = string | object;

const withoutUtf8 =
  "expected a runtime with TextDecoder and TextEncoder; in jest's jsdom environment set both in `setupFiles`, from `node:util`";

/** Whether it is there by now. */
export let isReady = false;

/** Says that the module is there. */
export function ready(): void {
  isReady = true;
}

/** @throws {RequestError} If the module is not there yet, or cannot work in this runtime. */
export function requireReady(): void {
  if (!isReady) {
    throw requestError("", "expected `await init()` before the first client is made or schema is used");
  }
  if (typeof TextDecoder === "undefined" || typeof TextEncoder === "undefined") {
    throw requestError("", withoutUtf8);
  }
}
