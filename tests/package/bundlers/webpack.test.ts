import { expect, test as testInNode } from "vitest";
import { said, test } from "../../runtimes/chromium/page.js";
import { served } from "../../runtimes/chromium/site.js";
import { installed } from "../../runtimes/installed.js";

const project = installed("bundlers/webpack");

test("webpack builds a page that lists credentials", async () => {
  const { folder, run } = project();

  await run("webpack", ["--mode", "production", "--config-name", "page"]);
  const count = await served(folder, ({ address }) => said(address));

  expect(count).toBe("120");
});

testInNode("webpack builds a program for Node that lists credentials", async () => {
  const { run } = project();

  await run("webpack", ["--mode", "production", "--config-name", "server"]);
  const printed = await run("node", ["server/main.js"]);

  expect(printed).toBe("120\n");
});
