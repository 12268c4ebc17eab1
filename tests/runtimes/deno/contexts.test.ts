// In Deno, a call runs the caller's code in the caller's async context.

import { join } from "node:path";
import { test } from "vitest";
import { bundleContexts, expectOwnContexts, program } from "../contexts/bundle.js";
import { installed } from "../installed.js";

const project = installed("runtimes/deno", async ({ folder, write }) => {
  // The matchers read environment variables to decide whether to print colours, which Deno does not permit.
  await bundleContexts(join(folder, "contexts.mjs"), { define: { process: "undefined" } });
  await write("print-contexts.mjs", program);
});

test("no key, fetch, body, timer or onDrift in a foreign context", async () => {
  expectOwnContexts(await project().run("deno", ["run", "--no-prompt", "print-contexts.mjs"]));
});
