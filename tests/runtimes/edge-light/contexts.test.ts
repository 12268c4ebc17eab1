// In the edge runtime, everything that a call asks of its caller runs in the caller's async context.

import { join } from "node:path";
import { build } from "esbuild";
import { test } from "vitest";
import { bundleContexts, expectOwnContexts } from "../contexts/bundle.js";
import { installed } from "../installed.js";
import { compiledModule } from "./compiled-module.js";

const project = installed("edge-light", async ({ folder, write }) => {
  // Here it is a global, see edge.mjs.
  await write("async-hooks.mjs", "export const { AsyncLocalStorage } = globalThis;\n");
  await bundleContexts(join(folder, "contexts.mjs"), {
    alias: { "node:async_hooks": join(folder, "async-hooks.mjs") },
    external: ["junction-credentials"],
  });
  await build({
    stdin: {
      contents: 'import { contexts } from "./contexts.mjs";\nglobalThis.contexts = contexts;\n',
      resolveDir: folder,
    },
    outfile: join(folder, "route.js"),
    bundle: true,
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["edge-light"],
    plugins: [compiledModule],
    logLevel: "warning",
  });
});

test("no key, fetch, body, timer or onDrift in a foreign context", async () => {
  expectOwnContexts(await project().run("node", ["edge.mjs", "outside", "contexts"]));
});
