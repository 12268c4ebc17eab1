// Loading the package in a Worker, and many requests at the same time.

import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleBehaviour } from "../bundle.js";
import { expectEveryBehaviour, installed } from "../installed.js";
import { expectOwnFetchToCarry } from "../loopback.js";
import { deploy } from "./deployed.js";

const project = installed("runtimes/workerd", async ({ folder }) => {
  await bundleBehaviour(join(folder, "behaviour.mjs"));
  await deploy(folder, "worker.mjs");
});

// Miniflare needs a newer Node than this project does.
const node = (...args: string[]) => project().run("node_modules/node/bin/node", args);

test("every behaviour holds in a Worker", async () => {
  expectEveryBehaviour(await node("ask.mjs", "/behaviour"));
});

test("the Worker has nothing of Node", async () => {
  expect(JSON.parse(await node("ask.mjs", "/globals"))).toEqual({
    process: "undefined",
    Buffer: "undefined",
  });
});

test("its own `fetch` carries calls, and follows no redirect", async () => {
  await expectOwnFetchToCarry((api) => node("ask.mjs", `/own-fetch?api=${api}`));
});

test("requests that run at once, of which half are given up midway, get the answers that are theirs", async () => {
  const { crowd, latecomers, givenUp } = JSON.parse(await node("crowd.mjs"));

  expect(crowd).toEqual({ right: 100, "hung up": 100 });
  expect(latecomers).toEqual({ right: 100 });
  // If the runtime had continued all requests of disconnected clients, this test would prove nothing.
  expect(givenUp).toBeGreaterThan(0);
}, 60_000);
