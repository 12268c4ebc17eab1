/** Instantiates the module once. A second instance would replace the memory that existing clients use. */

import { imports, start } from "../core/junction_credentials.js";
import { instanceOf, instantiated } from "./instantiate.js";
import { isReady, ready, type WasmSource } from "./readiness.js";

let loading: Promise<void> | undefined;

/** Fetches and compiles the module asynchronously, as far as needed. After a failure it can be called again. */
export function load(source: WasmSource): Promise<void> {
  if (isReady) return Promise.resolve();
  loading ??= instantiated(source, imports()).then(begin, (error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Accepts the module's bytes or the compiled module. */
export function loadSync(source: object): void {
  if (!isReady) begin(instanceOf(source, imports()));
}

function begin(instance: object): void {
  // Another call may have finished first.
  if (isReady) return;
  start(instance);
  ready();
}
