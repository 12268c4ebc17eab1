/** Validates the options of plans. */

import type { Issue } from "../index.js";
import { invalid } from "./issues.js";
import type { PlanChoices } from "./outcome.js";

/** @throws {RequestError} If an option is unknown, or if its value has a wrong type. */
export function requireOptions(options: object, names: readonly string[]): void {
  const issues: Issue[] = [];
  if (Object.keys(options).some((name) => !names.includes(name))) {
    const known = names.map((name) => `\`${name}\``).join(", ");
    issues.push({ path: "options", message: `expected no option but ${known}` });
  }
  for (const [name, isValid] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name);
    const expected = value !== undefined && isValid(value);
    if (expected) issues.push({ path: name, message: `expected ${expected}` });
  }
  if (issues.length > 0) throw invalid(issues);
}

const oneOf =
  (...values: unknown[]) =>
  (value: unknown) =>
    values.includes(value) ? undefined : values.map((one) => `\`${one}\``).join(" or ");

/** For each option, what is expected if it is anything else. */
const rules: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  prune: oneOf(true, false),
  unverified: oneOf("skip", "send", "trust"),
  drift: oneOf("skip", "overwrite"),
  onProgress: (value) => (typeof value === "function" ? undefined : "a function"),
  concurrency: (value) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100
      ? undefined
      : "a whole number from 1 to 100",
};

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
