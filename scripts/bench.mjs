// Compares the package with alternatives that users could choose: node scripts/run.mjs bench [part…] [--quick].

import { build } from "./build.mjs";
import { unlessMade } from "./stamp.mjs";
import { show, step } from "./step.mjs";

const folder = "tests/bench";

export async function bench(args = []) {
  await build();
  await peers();
  await show(["node", `${folder}/main.mjs`, ...args]);
}

async function peers() {
  const made = {
    inputs: [`${folder}/package-lock.json`],
    outputs: [`${folder}/node_modules/.package-lock.json`],
  };
  const command = ["npm", "ci", "--prefix", folder];
  await unlessMade("peers", made, () => step("peers of the benchmark", command, { takes: "about 30 s" }));
}
