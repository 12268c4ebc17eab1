// In Bun, a call runs the caller's code in the caller's async context.

import { join } from "node:path";
import { test } from "vitest";
import { bundleContexts, expectOwnContexts, program } from "../contexts/bundle.js";
import { installed } from "../installed.js";

const project = installed("runtimes/bun", async ({ folder, write }) => {
  await bundleContexts(join(folder, "contexts.mjs"));
  await write("print-contexts.mjs", program);
});

test("no key, fetch, body, timer or onDrift in a foreign context", async () => {
  expectOwnContexts(await project().run("bun", ["print-contexts.mjs"]));
});
