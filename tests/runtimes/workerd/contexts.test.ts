// In a Worker, a call runs the caller's code in the caller's async context.

import { join } from "node:path";
import { test } from "vitest";
import { bundleContexts, expectOwnContexts } from "../contexts/bundle.js";
import { installed } from "../installed.js";
import { deploy } from "./deployed.js";

const project = installed("runtimes/workerd", async ({ folder }) => {
  await bundleContexts(join(folder, "contexts.mjs"));
  await deploy(folder, "contexts-worker.mjs", { external: ["node:async_hooks"] });
});

test("no key, fetch, body, timer or onDrift in a foreign context", async () => {
  // Miniflare needs a newer Node than this project does.
  expectOwnContexts(await project().run("node_modules/node/bin/node", ["print-contexts.mjs"]));
});
