/** Makes the module ready later, once. */

import loadCore from "../core/junction_credentials.js";
import { ready, type WasmSource } from "./readiness.js";

let loading: Promise<void> | undefined;

export function load(source: WasmSource): Promise<void> {
  loading ??= loadCore({ module_or_path: source }).then(ready, (error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
