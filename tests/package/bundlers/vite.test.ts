import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test as testInNode } from "vitest";
import { said, test } from "../../runtimes/chromium/page.js";
import { installed } from "../../runtimes/installed.js";
import { whileServing } from "./server.js";

const project = installed("bundlers/vite");
const onLoopback = ["--host", "127.0.0.1", "--port", "0"];

for (const [name, vite] of [
  ["Vite 8", ["node", "node_modules/vite/bin/vite.js"]],
  ["Vite 7", ["node", "node_modules/vite-7/bin/vite.js"]],
] as const) {
  test(`the development server of ${name} serves a page that lists credentials`, async () => {
    const count = await whileServing(project(), [...vite, ...onLoopback], said);

    expect(count).toBe("120");
  });

  test(`${name} builds a page that lists credentials`, async () => {
    const [node, program] = vite;

    await project().run(node, [program, "build"]);
    const count = await whileServing(project(), [...vite, "preview", ...onLoopback], said);

    expect(count).toBe("120");
  });

  testInNode(`${name} builds a program for Node that holds the package and lists credentials`, async () => {
    const { folder, run } = project();
    const [node, program] = vite;

    await run(node, [program, "build", "--ssr", "src/server.js", "--outDir", "server"]);
    const printed = await run("node", ["server/server.js"]);

    expect(printed).toBe("120\n");
    expect(await readFile(join(folder, "server/server.js"), "utf8")).not.toMatch(/^import .*junction/m);
  });
}
