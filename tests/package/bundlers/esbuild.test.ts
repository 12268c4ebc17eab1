import { expect, test as testInNode } from "vitest";
import { said, test } from "../../runtimes/chromium/page.js";
import { served } from "../../runtimes/chromium/site.js";
import { installed } from "../../runtimes/installed.js";

const project = installed("bundlers/esbuild");

test("esbuild builds a page that lists credentials, given the module's address", async () => {
  const { folder, run } = project();
  const forBrowsers = ["--format=esm", "--loader:.wasm=file", "--public-path=dist", "--minify"];

  await run("esbuild", ["src/main.js", "--bundle", "--outdir=dist", ...forBrowsers]);
  const count = await served(folder, ({ address }) => said(address));

  expect(count).toBe("120");
});

for (const [format, file] of [
  ["esm", "server.mjs"],
  ["cjs", "server.cjs"],
] as const) {
  testInNode(`esbuild builds a program for Node of format ${format} that lists credentials`, async () => {
    const { run } = project();

    await run("esbuild", [
      "src/server.js",
      "--bundle",
      "--platform=node",
      `--format=${format}`,
      `--outfile=${file}`,
    ]);
    const printed = await run("node", [file]);

    expect(printed).toBe("120\n");
  });
}
