import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";
import { whileServing } from "./server.js";

const project = installed("wrangler");
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
  const answer = await whileServing(
    project(),
    [...runDeployed, "--inspector-port", "0"],
    async (address) => (await fetch(address)).text(),
    offline,
  );

  expect(worker).toContain(`from "./${wasm}"`);
  expect(answer).toBe("120");
});
