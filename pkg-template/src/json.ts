/** Stringifies the arguments of callers. The core validates this JSON, and the same JSON is sent. */

import { classOf } from "./class-of.js";
import { type Issue, isDescribed } from "./core/junction_credentials.js";
import { requestErrorOf } from "./errors/request-error.js";

/**
 * Stringifies a value. A value that JSON cannot represent, such as undefined, becomes null.
 *
 * @param notData A top-level key that is left out because its value is not data, such as a signal.
 * @throws {RequestError} If the value contains anything that JSON cannot represent or would change silently. The error
 *   lists all such values.
 */
export function json(value: unknown, notData?: string): string {
  const { text, issues } = stringified(value, notData);
  if (issues.length === 0) return text;
  throw requestErrorOf(issues);
}

/** Stringifies a value, and lists all values in it that JSON cannot represent or would change silently. */
export function stringified(value: unknown, notData?: string): { text: string; issues: Issue[] } {
  const issues: Issue[] = [];
  let text: string | undefined;
  try {
    text = JSON.stringify(value, finder(issues, notData));
  } catch {
    issues.push(["", "expected a value without cycles and BigInts"]);
  }
  return { text: text ?? "null", issues };
}

/** Stringifies a document as {@link stringified} does. A replacer is slow, and most documents are plain. */
export function stringifiedDocument(value: unknown): { text: string; issues: Issue[] } {
  try {
    if (isPlain(value)) return { text: JSON.stringify(value) ?? "null", issues: [] };
  } catch {
    // A cycle or a text that is too long, which `stringified` reports.
  }
  return stringified(value);
}

/** Returns a replacer that changes no value and collects an issue for each invalid one. */
function finder(issues: Issue[], notData: string | undefined) {
  // The objects that contain the current value, from the outside in, and the keys that lead to it.
  const holders: unknown[] = [];
  const steps: (string | number)[] = [];
  // `inner` is already the result of `toJSON`. `this` is the object or array that contains it.
  return function replacer(this: unknown, key: string, inner: unknown): unknown {
    const depth = holders.lastIndexOf(this) + 1;
    if (depth === 1 && key === notData) return undefined;
    holders.length = steps.length = depth;
    holders.push(inner);
    steps.push(Array.isArray(this) ? Number(key) : key);
    const message = complaintAbout(inner, this, key);
    // The first step is the empty key with which `JSON.stringify` visits the root.
    if (message) issues.push([pathOf(steps.slice(1)), message]);
    return inner;
  };
}

/** Whether JSON represents a value unchanged. Keys whose value is undefined are allowed. */
function isPlain(value: unknown): boolean {
  if (typeof value === "object")
    return value === null || (isUsual(value) && Object.values(value).every(isPlain));
  return Number.isFinite(value) || /^(string|boolean|undefined)$/.test(typeof value);
}

/** Whether an object is one that a literal creates. Instances of classes have another prototype. */
function isUsual(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** Joins the steps of a path. An unknown key and all keys below it become `*`, because they may be secrets. */
function pathOf(steps: readonly (string | number)[]): string {
  let isKnown = true;
  const parts = steps.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    isKnown &&= isDescribed(step);
    return `.${isKnown ? step : "*"}`;
  });
  return parts.join("").replace(/^\./, "");
}

/** Returns what was expected instead of a value that JSON would change silently. */
function complaintAbout(value: unknown, holder: unknown, key: string): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : "expected a finite number";
    case "function":
    case "symbol":
      // In an object, JSON drops the key, as it does for undefined.
      return Array.isArray(holder) ? inexpressible(typeof value) : undefined;
    case "object":
      // `toJSON` has already turned an invalid Date into null.
      return value === null
        ? complaintAboutDate(Reflect.get(holder as object, key))
        : complaintAboutObject(value);
  }
}

function complaintAboutObject(value: object): string | undefined {
  // Fast path for nearly every object: `classOf` is slower.
  if (isUsual(value)) return;
  if (isA(Map, value)) return inexpressible("Map");
  if (isA(Set, value)) return inexpressible("Set");
  return isA(Number, value) ? complaintAbout(Number(value), undefined, "") : complaintAboutDate(value);
}

const complaintAboutDate = (value: unknown) =>
  isA(Date, value) && Number.isNaN(Number(value)) ? "expected a valid Date" : undefined;

const inexpressible = (what: string) => `expected a JSON value, not a ${what}`;

/** Whether a value is an instance of a built-in class, also of another realm. */
function isA(type: new (...args: never[]) => object, value: unknown): boolean {
  return value instanceof type || classOf(value) === type.name;
}
