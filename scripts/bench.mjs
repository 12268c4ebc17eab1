// Measures the package beside what a user would pick instead: node scripts/run.mjs bench [part…] [--quick | --gate].

import { build } from "./build.mjs";
import { unlessMade } from "./stamp.mjs";
import { show, step } from "./step.mjs";

const folder = "tests/bench";

export async function bench(args = []) {
  await build();
  // The gate measures this package alone.
  if (!args.includes("--gate")) await peers();
  await show(["node", `${folder}/main.mjs`, ...args]);
}

/** Fails when a figure is worse than it may be. */
export async function gate() {
  const figures = (output) =>
    [...output.matchAll(/^(decode|browser).+/gm)].map(([line]) => line.replace(/ +/g, " ")).join(", ");
  await step("bench --gate", ["node", `${folder}/main.mjs`, "--gate"], {
    verdict: figures,
    again: "npm run bench -- --gate",
  });
}

async function peers() {
  const made = {
    inputs: [`${folder}/package-lock.json`],
    outputs: [`${folder}/node_modules/.package-lock.json`],
  };
  const command = ["npm", "ci", "--prefix", folder];
  await unlessMade("peers", made, () => step("peers of the benchmark", command, { takes: "about 10 s" }));
}
