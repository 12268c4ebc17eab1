// Runs the package against the in-memory API.

import { build } from "./build.mjs";
import { show } from "./step.mjs";

export async function demo() {
  await build();
  await show(["node", "examples/demo/main.mjs"]);
}
