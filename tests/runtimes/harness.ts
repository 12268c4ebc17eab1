/** Replaces vitest in other runtimes: collects the tests of tests/behaviour, and runs them one after the other. */

import {
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";

/** The results of the tests. */
export interface Report {
  passed: number;
  /** The name and the error of each test that failed. */
  failures: string[];
}

const tests: { name: string; body: () => unknown }[] = [];

export const expect = chai.expect;

// The matchers look here for the state of the running test. There is none.
Object.assign(globalThis, { [GLOBAL_EXPECT]: expect });
setState({ assertionCalls: 0 }, expect as never);
chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export function test(name: string, body: () => unknown): void {
  tests.push({ name, body });
}

/** Runs every test whose file has been imported. */
export async function runTests(): Promise<Report> {
  const report: Report = { passed: 0, failures: [] };
  for (const { name, body } of tests) {
    try {
      await body();
      report.passed += 1;
    } catch (error) {
      report.failures.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  return report;
}
