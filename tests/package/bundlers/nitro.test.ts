import { expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";
import { answersOf } from "./deployed.js";

const project = installed("frameworks/nitro");

test("Nitro's output for Node lists credentials where nothing else is installed", async () => {
  await project().run("nitropack", ["build"], { env: { NITRO_PRESET: "node_server" } });
  const answers = await answersOf(project(), ".output", "server/index.mjs", ["/"]);

  expect(answers).toEqual(["120"]);
});

test("Nitro's output for Cloudflare lists credentials, with the .wasm as a module of its own", async () => {
  const { run } = project();

  await run("nitropack", ["build"], { env: { NITRO_PRESET: "cloudflare_module" } });
  const printed = await run("node", ["ask.mjs"]);

  expect(printed).toBe("120\n");
});
