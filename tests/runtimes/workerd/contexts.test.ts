// In a Worker, everything that a call asks of its caller runs in the caller's async context.

import { join } from "node:path";
import { build } from "esbuild";
import { test } from "vitest";
import { bundleContexts, expectOwnContexts } from "../contexts/bundle.js";
import { installed } from "../installed.js";

const project = installed("workerd", async ({ folder }) => {
  await bundleContexts(join(folder, "contexts.mjs"));
  await build({
    entryPoints: [join(folder, "contexts-worker.mjs")],
    outdir: join(folder, "deployed"),
    external: ["node:async_hooks"],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    logLevel: "warning",
  });
});

test("no key, fetch, body, timer or onDrift in a foreign context", async () => {
  // Miniflare needs a newer Node than this project does.
  expectOwnContexts(await project().run("node_modules/node/bin/node", ["print-contexts.mjs"]));
});
