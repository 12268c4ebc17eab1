// In the edge runtime, a call runs the caller's code in the caller's async context.

import { join } from "node:path";
import { test } from "vitest";
import { bundleContexts, expectOwnContexts } from "../contexts/bundle.js";
import { installed } from "../installed.js";
import { bundleRoute } from "./route.js";

const project = installed("runtimes/edge-light", async ({ folder, write }) => {
  // In this runtime it is a global, see edge.mjs.
  await write("async-hooks.mjs", "export const { AsyncLocalStorage } = globalThis;\n");
  await bundleContexts(join(folder, "contexts.mjs"), {
    alias: { "node:async_hooks": join(folder, "async-hooks.mjs") },
    external: ["junction-credentials"],
  });
  const route = 'import { contexts } from "./contexts.mjs";\nglobalThis.contexts = contexts;\n';
  await write("contexts-route.mjs", route);
  await bundleRoute(folder, "contexts-route.mjs");
});

test("no key, fetch, body, timer or onDrift in a foreign context", async () => {
  expectOwnContexts(await project().run("node", ["edge.mjs", "outside", "contexts"]));
});
