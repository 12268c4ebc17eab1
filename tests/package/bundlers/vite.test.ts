import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test as testInNode } from "vitest";
import { said, test } from "../../runtimes/chromium/page.js";
import { installed } from "../../runtimes/installed.js";
import { whileServing } from "./server.js";

const project = installed("vite");

test("Vite's development server serves a page that lists credentials", async () => {
  const server = ["vite", "--host", "127.0.0.1", "--port", "0"];

  const count = await whileServing(project(), server, said);

  expect(count).toBe("120");
});

test("Vite builds a page that lists credentials", async () => {
  const server = ["vite", "preview", "--host", "127.0.0.1", "--port", "0"];

  await project().run("vite", ["build"]);
  const count = await whileServing(project(), server, said);

  expect(count).toBe("120");
});

testInNode("Vite builds a program for Node that holds the package and lists credentials", async () => {
  const { folder, run } = project();

  await run("vite", ["build", "--ssr", "src/server.js", "--outDir", "server"]);
  const printed = await run("node", ["server/server.js"]);

  expect(printed).toBe("120\n");
  expect(await readFile(join(folder, "server/server.js"), "utf8")).not.toMatch(/^import .*junction/m);
});
