/** Validates the options of plans. */

import { optionIssues } from "../core/comparison.js";
import { invalid, issuesOf } from "./issues.js";
import type { PlanChoices } from "./outcome.js";

/**
 * @param of The function whose options these are.
 * @throws {RequestError} If an option is unknown, or if its value has a wrong type.
 */
export function requireOptions(options: object, of: "plan" | "apply" | "pull"): void {
  if (typeof options !== "object" || options === null) {
    throw invalid([{ path: "options", message: "expected an object" }]);
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const choices = given.map(([name, value]) => [name, typeof value === "string" ? value : null]);
  const found = issuesOf(optionIssues(of, JSON.stringify(Object.fromEntries(choices))));
  const issues = found.map(({ path, message }) => ({ path: path || "options", message }));
  for (const [name, isValid] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name);
    const expected = value !== undefined && isValid(value);
    if (expected) issues.push({ path: name, message: `expected ${expected}` });
  }
  if (issues.length > 0) throw invalid(issues);
}

/** For each option, what is expected if it is anything else. */
const rules: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  prune: (value) => (typeof value === "boolean" ? undefined : "`true` or `false`"),
  resolve: (value) => (typeof value === "object" && value !== null ? undefined : "an object"),
  signal: (value) => (isSignal(value) ? undefined : "an AbortSignal"),
  onProgress: (value) => (typeof value === "function" ? undefined : "a function"),
  concurrency: (value) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100
      ? undefined
      : "a whole number from 1 to 100",
};

function isSignal(value: unknown): boolean {
  const { aborted, addEventListener } = (value ?? {}) as Partial<AbortSignal>;
  return typeof aborted === "boolean" && typeof addEventListener === "function";
}

/** The choices, with their defaults. */
export function choicesOf(
  options: { [Name in keyof PlanChoices]?: PlanChoices[Name] | undefined },
): PlanChoices {
  return {
    prune: options.prune ?? false,
    unverified: options.unverified ?? "skip",
    drift: options.drift ?? "skip",
  };
}
