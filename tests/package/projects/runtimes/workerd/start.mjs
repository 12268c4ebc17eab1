// Starts the Worker as deployed, and without `nodejs_compat`.

import { Miniflare } from "miniflare";

/** @param {object} options Overrides of the default options. */
export function start(options = {}) {
  return new Miniflare({
    modules: true,
    scriptPath: "deployed/worker.js",
    modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
    compatibilityDate: "2026-07-01",
    ...options,
  });
}
