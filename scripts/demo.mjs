// Shows the package at work against the fake API.

import { build } from "./build.mjs";
import { show } from "./step.mjs";

export async function demo() {
  await build();
  await show(["node", "examples/demo/main.mjs"]);
}
