/** Whether the WebAssembly module is ready: at import in most runtimes, after `init()` in browsers. */

import { requestError } from "../errors/request-error.js";

/**
 * The source from which `init()` loads the module: its URL, a response with the module, its bytes, or the compiled
 * module.
 */
export type WasmSource = string | object;

const withoutUtf8 =
  "expected TextDecoder and TextEncoder; in jest's jsdom environment set both in `setupFiles`, from `node:util`";

/** Whether the module is ready. */
export let isReady = false;

/** Marks the module as ready. */
export function ready(): void {
  isReady = true;
}

/** @throws {RequestError} If the module is not ready, or if the runtime lacks a required class. */
export function requireReady(): void {
  if (!isReady) {
    throw requestError("", "expected `await init()` before the first client or schema is used");
  }
  if (typeof TextDecoder === "undefined" || typeof TextEncoder === "undefined") {
    throw requestError("", withoutUtf8);
  }
}
