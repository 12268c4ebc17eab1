// In Node, a call runs the caller's code in the caller's async context.

import { join } from "node:path";
import { test } from "vitest";
import { bundleContexts, expectOwnContexts, program } from "../contexts/bundle.js";
import { installed } from "../installed.js";

const project = installed("runtimes/node", async ({ folder, write }) => {
  await bundleContexts(join(folder, "contexts.mjs"));
  await write("print-contexts.mjs", program);
});

test.each(["20", "22", "24", "26"])(
  "no key, fetch, body, timer or onDrift in a foreign context: Node %s",
  async (line) => {
    const node = join("node_modules", `node-${line}`, "bin/node");

    expectOwnContexts(await project().run(node, ["print-contexts.mjs"]));
  },
);
