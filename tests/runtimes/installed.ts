/** One throw-away project for all tests of a file, and the results of tests/behaviour in its runtime. */

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, aroundAll, expect } from "vitest";
import { inProject, type Project } from "../package/throwaway.js";

/**
 * Installs a project before the first test of a file, and sets it up with `prepare`. The project is kept if a test
 * fails.
 */
export function installed(name: string, prepare?: (project: Project) => Promise<void>): () => Project {
  let current: Project | undefined;
  let failures = 0;
  afterEach(({ task }) => {
    if (task.result?.state === "fail") failures += 1;
  });
  aroundAll(async (runTests) => {
    await inProject(name, async (project) => {
      current = project;
      await cp(join(import.meta.dirname, "own-fetch.mjs"), join(project.folder, "own-fetch.mjs"));
      await prepare?.(project);
      await runTests();
      if (failures > 0) throw new Error(`${failures} tests failed in the project ${name}`);
    });
  });
  return () => {
    if (current === undefined) throw new Error(`${name} is not installed yet`);
    return current;
  };
}

/** Expects that a printed report contains no failure. */
export function expectEveryBehaviour(printed: string): void {
  const { passed, failures } = JSON.parse(printed);

  expect(failures).toEqual([]);
  // A bundle without tests would have no failures.
  expect(passed).toBeGreaterThan(700);
}
