/** Validates a plan, which may come from a file. */

import type { Issue } from "../index.js";
import { invalid } from "./issues.js";
import type { Change, Plan } from "./outcome.js";

/** @throws {RequestError} If this is not a plan of this version. */
export function requirePlan(plan: Plan): void {
  const issues: Issue[] = [];
  const expect = (isSo: boolean, path: string, expected: string) => {
    if (!isSo) issues.push({ path, message: `expected ${expected}` });
  };
  const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
  const { version, options, changes } = (plan ?? {}) as Partial<Plan>;
  expect(version === 1, "plan.version", "version 1, which `plan` of this version returns");
  if (version === 1) {
    expect(isObject(options), "plan.options", "the options that the plan was made with");
    expect(Array.isArray(changes), "plan.changes", "an array");
  }
  for (const [index, change] of (Array.isArray(changes) ? changes : []).entries()) {
    const { action, env, region, team_id, provider } = (change ?? {}) as Partial<Change>;
    const isChange = [action, env, region, team_id, provider].every((text) => typeof text === "string");
    expect(isChange, `plan.changes[${index}]`, "a change as `plan` returns it");
  }
  if (issues.length > 0) throw invalid(issues);
}
