import { expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";
import { answersOf } from "./deployed.js";

const project = installed("nitro");

test("Nitro's output for Node lists credentials where nothing else is installed", async () => {
  await project().run("nitropack", ["build"], { env: { NITRO_PRESET: "node_server" } });
  const answers = await answersOf(project(), ".output", "server/index.mjs", ["/"]);

  expect(answers).toEqual(["120"]);
});
