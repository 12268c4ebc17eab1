/** Makes the module of the comparison ready: at import, or when it is first used. */

import { imports, start } from "../core/comparison.js";
import { instanceOf, instantiated } from "../module/instantiate.js";
import type { WasmSource } from "../module/readiness.js";

let isReady = false;
let loading: Promise<void> | undefined;
let sourceOfRuntime: () => WasmSource | undefined = () => undefined;

/** Names where the module is, for runtimes that cannot make it ready at import. */
export function loadFrom(source: () => WasmSource): void {
  sourceOfRuntime = source;
}

/** Accepts the module's bytes or the compiled module. */
export function loadSync(source: object): void {
  if (!isReady) begin(instanceOf(source, imports()));
}

/**
 * Makes the module ready, if it is not. Calls after the first one wait for the same result. After a failure, call it
 * again.
 *
 * @param source The source of the module. Default: that of the runtime.
 */
export function load(source: WasmSource | undefined = sourceOfRuntime()): Promise<void> {
  if (isReady) return Promise.resolve();
  if (source === undefined) return Promise.reject(new TypeError("expected the module of the comparison"));
  loading ??= instantiated(source, imports()).then(begin, (error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function begin(instance: object): void {
  // Another call may have finished first.
  if (isReady) return;
  start(instance);
  isReady = true;
}
