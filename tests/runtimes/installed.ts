/** One throw-away project for all tests of a file, and what its runtime says of tests/behaviour. */

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, aroundAll, expect } from "vitest";
import { inProject, type Project } from "../package/throwaway.js";

/**
 * Installs a project before the first test of a file, and makes it ready with `prepare`. It is kept if any of them
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

/** Expects a printed report to tell of no failure. */
export function expectEveryBehaviour(printed: string): void {
  const { passed, failures } = JSON.parse(printed);

  expect(failures).toEqual([]);
  // A bundle without any test would fail none of them.
  expect(passed).toBeGreaterThan(700);
}
