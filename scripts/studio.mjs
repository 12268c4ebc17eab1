// Serves the page of the studio on sample data, and reloads what changes in its sources.

import { build } from "./build.mjs";
import { show } from "./step.mjs";

export async function studio(args = []) {
  await build();
  await show(["npm", "--prefix", "pkg-template/studio", "run", "dev", "--", ...args]);
}
