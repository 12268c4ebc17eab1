// Runs the tests: checks, documentation and all suites, or one suite in the open with the arguments given to it.

import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { documentation } from "./docs.mjs";
import { setup } from "./setup.mjs";
import { Failure, show, step, table } from "./step.mjs";

const cargoPassed = /^test result: \w+\. (\d+) passed/gm;
const vitestPassed = /^ +Tests +.*?(\d+) passed/gm;
// What else stands in the table: tests for which something is missing on this machine, and a suite's own figures.
const told = /^(?:not run|\d+ assertions|browser entry): .+/gm;

// Each of these tests installs the packed tarball into a project of its own, so that nothing comes from the sources.
const packed = ["vitest", "run", "--config", "tests/package/vitest.config.ts"];

// Those that need no JavaScript host.
const integrationTests = ["addresses", "agreement", "client", "conformance"].flatMap((name) => [
  "--test",
  name,
]);

// `passed` finds each number of passed tests in a suite's output.
const suites = {
  rust: {
    needs: setup,
    command: ["cargo", "test", "--all-features"],
    passed: cargoPassed,
    takes: "about 1 min the first time",
  },
  // The same tests again with the SIMD instructions that ship: see .cargo/config.toml.
  wasi: {
    needs: setup,
    command: ["cargo", "test", "--target", "wasm32-wasip1", "--lib", ...integrationTests],
    // Seven times as fast as unoptimised, and compiled in about the same time.
    env: { CARGO_PROFILE_TEST_OPT_LEVEL: "1", CARGO_PROFILE_TEST_DEBUG: "0" },
    passed: cargoPassed,
    takes: "about 1 min the first time",
  },
  wasm: {
    needs: setup,
    command: ["cargo", "test", "--target", "wasm32-unknown-unknown", "--test", "wasm"],
    passed: cargoPassed,
    takes: "about 30 s the first time",
  },
  node: {
    needs: build,
    command: ["vitest", "run"],
    passed: vitestPassed,
  },
  runtimes: {
    needs: build,
    command: [...packed, "tests/runtimes"],
    passed: vitestPassed,
    takes: "about 3 min",
  },
  package: {
    needs: build,
    command: [...packed, "tests/package", "--exclude", "tests/package/bundlers/**"],
    passed: vitestPassed,
    takes: "about 2 min",
  },
  types: {
    needs: build,
    command: [...packed, "tests/types"],
    passed: vitestPassed,
  },
  matrix: {
    needs: build,
    command: [...packed, "tests/package/bundlers"],
    passed: vitestPassed,
    takes: "about 2 min",
    // Slow, and run beside everything else rather than with it.
    isApart: true,
  },
};

export async function test([name, ...args]) {
  return name === undefined ? await everything() : await oneSuite(name, args);
}

async function everything() {
  let total = 0;
  try {
    await check();
    await documentation();
    const usual = Object.entries(suites).filter(([, { isApart }]) => !isApart);
    for (const [name, { command, env, takes, passed }] of usual) {
      // A suite that finds none of its tests succeeds for its runner, and proves nothing.
      const verdict = (output) => {
        const count = [...output.matchAll(passed)].reduce((sum, [, number]) => sum + Number(number), 0);
        if (count === 0) throw new Failure("no test was run");
        total += count;
        return [`${count} passed`, ...(output.match(told) ?? [])].join(", ");
      };
      await step(`test:${name}`, command, { env, takes, verdict, again: `npm run test:${name}` });
    }
  } finally {
    table();
  }
  console.log(`\n${total} passed, 0 failed`);
}

async function oneSuite(name, args) {
  const { needs, command, env } = suites[name];
  await needs();
  await show([...command, ...args], { env });
}
