// Runs all checks and tests, or one suite with the given arguments.

import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { documentation } from "./docs.mjs";
import { setup } from "./setup.mjs";
import { Failure, show, step, table } from "./step.mjs";

const cargoPassed = /^test result: \w+\. (\d+) passed/gm;
const vitestPassed = /^ +Tests +.*?(\d+) passed/gm;
// Other lines for the table: tests that cannot run on this machine, and figures that a suite prints.
const reported = /^(?:not run|\d+ assertions|browser entry|callback entry|studio page|studio): .+/gm;

// Each of these tests installs the packed tarball into a separate project, so that nothing is loaded from the sources.
const packed = ["vitest", "run", "--config", "tests/package/vitest.config.ts"];

// The tests that need no JavaScript host.
const integrationTests = ["addresses", "agreement", "client", "conformance"].flatMap((name) => [
  "--test",
  name,
]);

// `passed` matches each number of passed tests in the output of a suite.
const suites = {
  rust: {
    needs: setup,
    command: ["cargo", "test", "--all-features"],
    passed: cargoPassed,
    takes: "about 1 min the first time",
  },
  // The same tests with the SIMD instructions of the published module. See .cargo/config.toml.
  wasi: {
    needs: setup,
    command: ["cargo", "test", "--target", "wasm32-wasip1", "--lib", ...integrationTests],
    // Seven times as fast as without optimisation, and compiled in about the same time.
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
  cli: {
    needs: build,
    command: [...packed, "tests/cli"],
    passed: vitestPassed,
    takes: "about 2 min",
  },
  studio: {
    needs: build,
    command: [...packed, "tests/studio"],
    passed: vitestPassed,
    takes: "about 6 min",
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
    // Slow, so not part of `npm test`.
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
      // A test runner may succeed without finding any tests.
      const verdict = (output) => {
        const count = [...output.matchAll(passed)].reduce((sum, [, number]) => sum + Number(number), 0);
        const reports = output.match(reported) ?? [];
        // Without Chromium, all tests of the studio are skipped, and the table says why.
        if (count === 0 && !reports.some((line) => line.startsWith("not run:"))) {
          throw new Failure("no test was run");
        }
        total += count;
        return [`${count} passed`, ...new Set(reports)].join(", ");
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
