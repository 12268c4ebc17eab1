// Starts the Worker as it would be deployed, and without `nodejs_compat`.

import { Miniflare } from "miniflare";

export function start() {
  return new Miniflare({
    modules: true,
    scriptPath: "deployed/worker.js",
    modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
    compatibilityDate: "2026-07-01",
  });
}
