// Runs the Worker that Nitro built, and prints its response.

import { Miniflare } from "miniflare";

const worker = new Miniflare({
  modules: true,
  modulesRoot: ".output/server",
  scriptPath: ".output/server/index.mjs",
  modulesRules: [
    { type: "ESModule", include: ["**/*.mjs"] },
    { type: "CompiledWasm", include: ["**/*.wasm"] },
  ],
  compatibilityDate: "2026-01-01",
  compatibilityFlags: ["nodejs_compat"],
});
const response = await worker.dispatchFetch("http://worker.example/");
console.log(await response.text());
await worker.dispose();
