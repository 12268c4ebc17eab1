// The entry for all tasks of package.json: node scripts/run.mjs <task> [arguments].

import { fileURLToPath } from "node:url";
import { bench } from "./bench.mjs";
import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { demo } from "./demo.mjs";
import { docs } from "./docs.mjs";
import { drift } from "./drift.mjs";
import { fuzz } from "./fuzz.mjs";
import { setup } from "./setup.mjs";
import { Failure } from "./step.mjs";
import { studio } from "./studio.mjs";
import { test } from "./test.mjs";

const tasks = {
  setup: () => setup().then(() => console.log("✓ ready")),
  build: () => build().then(() => console.log("✓ pkg/ is up to date")),
  bench,
  check,
  demo,
  docs,
  drift,
  fuzz,
  studio,
  test,
};
const [name, ...args] = process.argv.slice(2);

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
try {
  if (!Object.hasOwn(tasks, name)) throw new Failure(`the tasks are ${Object.keys(tasks).join(", ")}`);
  await tasks[name](args);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
