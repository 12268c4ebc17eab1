// Loading the package in the edge runtime of Vercel and Next.js.

import { join } from "node:path";
import { test } from "vitest";
import { bundleBehaviour } from "../bundle.js";
import { expectEveryBehaviour, installed } from "../installed.js";
import { expectOwnFetchToCarry } from "../loopback.js";
import { bundleRoute } from "./route.js";

const project = installed("runtimes/edge-light", async ({ folder }) => {
  await bundleBehaviour(join(folder, "behaviour.mjs"));
  await bundleRoute(folder, "route.mjs");
});

const edge = (...args: string[]) => project().run("node", ["edge.mjs", ...args]);

test("every behaviour holds with a module that is compiled outside of the runtime's realm", async () => {
  expectEveryBehaviour(await edge("outside", "runTests"));
});

test("every behaviour holds with a module that is compiled in the runtime's realm", async () => {
  expectEveryBehaviour(await edge("inside", "runTests"));
});

test("its own `fetch` carries calls, and follows no redirect", async () => {
  await expectOwnFetchToCarry((baseUrl) => edge("outside", "callsOver", baseUrl));
});
