/** Checks the options of a function, and lists everything that is wrong with them in one error. */

import { requestErrorOf } from "./request-error.js";

/** Whether an option is as expected, its path, and what is expected. */
export type OptionCheck = readonly [isSo: boolean, path: string, expected: string];

/** @throws {RequestError} Unless all options are as expected. */
export function requireAll(checks: readonly OptionCheck[]): void {
  const failed = checks.filter(([isSo]) => !isSo);
  if (failed.length > 0) throw requestErrorOf(failed.map(([, path, what]) => [path, `expected ${what}`]));
}

/** Checks an array that must have an item, and each item. */
export function each(
  list: unknown,
  path: string,
  isSo: (item: unknown) => boolean,
  expected: string,
): OptionCheck[] {
  // A copy has no holes.
  const items: readonly unknown[] = Array.isArray(list) ? [...list] : [];
  return [
    [items.length > 0, path, "at least one"],
    ...items.map((item, index): OptionCheck => [isSo(item), `${path}[${index}]`, expected]),
  ];
}

/** Checks that there is no other option. */
export const noOther = (others: object): OptionCheck[] =>
  Object.keys(others).map((name) => [false, name, "a known option"]);

/** Whether an option is absent or of a type. */
export const isAbsentOr = (type: "boolean" | "function", value: unknown): boolean =>
  value === undefined || typeof value === type;

/** Whether a value is an object. */
export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
