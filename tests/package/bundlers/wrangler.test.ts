import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";
import { textAt, whileServing } from "./server.js";

const project = installed("bundlers/wrangler");
const offline = { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" };

test("wrangler would deploy a Worker that lists credentials, with the .wasm as a module of its own", async () => {
  const { folder, run } = project();
  const runDeployed = [
    "wrangler",
    "dev",
    "dist/worker.js",
    "--no-bundle",
    "--ip",
    "127.0.0.1",
    "--port",
    "0",
  ];

  await run("wrangler", ["deploy", "--dry-run", "--outdir", "dist"], { env: offline });
  const [wasm] = (await readdir(join(folder, "dist"))).filter((file) => file.endsWith(".wasm"));
  const worker = await readFile(join(folder, "dist/worker.js"), "utf8");
  const answer = await whileServing(project(), [...runDeployed, "--inspector-port", "0"], textAt, offline);

  expect(worker).toContain(`from "./${wasm}"`);
  expect(answer).toBe("120");
});

test("wrangler, bundling by itself, serves a Worker that lists credentials", async () => {
  const answer = await whileServing(
    project(),
    ["wrangler", "dev", "--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"],
    textAt,
    offline,
  );

  expect(answer).toBe("120");
});

test("Vite with Cloudflare's plugin serves and builds a Worker that lists credentials", async () => {
  const onLoopback = ["--host", "127.0.0.1", "--port", "0"];

  const developed = await whileServing(project(), ["vite", ...onLoopback], textAt, offline);
  await project().run("vite", ["build"], { env: offline });
  const built = await whileServing(project(), ["vite", "preview", ...onLoopback], textAt, offline);

  expect({ developed, built }).toEqual({ developed: "120", built: "120" });
});

test("vitest with Cloudflare's plugin runs a user's tests in a Worker", async () => {
  const output = await project().run("vitest", ["run"], { env: { ...offline, NO_COLOR: "1" } });

  expect(output).toMatch(/Tests +1 passed \(1\)/);
});
