// Loading the package in Bun, as an ES module and as CommonJS.

import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleBehaviour } from "../bundle.js";
import { expectEveryBehaviour, installed } from "../installed.js";
import { expectOwnFetchToCarry } from "../loopback.js";

const project = installed("runtimes/bun", async ({ folder }) => {
  await bundleBehaviour(join(folder, "behaviour.mjs"));
  await bundleBehaviour(join(folder, "behaviour.cjs"), { format: "cjs" });
});

const bun = (...args: string[]) => project().run("bun", args);

test("every behaviour holds after `import`", async () => {
  expectEveryBehaviour(await bun("run.mjs"));
});

test("every behaviour holds after `require`", async () => {
  expectEveryBehaviour(await bun("run.cjs"));
});

test("`import` and `require` give the same classes and functions", async () => {
  const { exported, differing } = JSON.parse(await bun("classes.mjs"));

  expect(differing).toEqual([]);
  expect(exported).toBeGreaterThan(10);
});

test("its own `fetch` carries calls, and follows no redirect", async () => {
  await expectOwnFetchToCarry((baseUrl) => bun("call.mjs", baseUrl));
});
