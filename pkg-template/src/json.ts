/** The JSON of what callers pass. The core checks this JSON, and this JSON is sent. */

import { errorOf } from "./errors/failure.js";
import { otherKeys } from "./other-keys.js";
import { plainKeys } from "./plain-keys.js";
import { classOf } from "./realm.js";

const describedKeys = /* @__PURE__ */ new Set([...plainKeys, ...otherKeys]);

/** Where a value stands, and what was expected there. */
export type Complaint = [path: string, message: string];

/**
 * Stringifies a value. What JSON has no form for, such as undefined, becomes null.
 *
 * @param notData A key of the value that holds no data and is left out, such as a signal.
 * @throws {RequestError} For every value inside that JSON cannot express or would change silently.
 */
export function json(value: unknown, notData?: string): string {
  const { text, issues } = stringified(value, notData);
  if (issues.length === 0) return text;
  throw errorOf({ kind: "request", issues });
}

/** Stringifies a value, and lists every value inside that JSON cannot express or would change silently. */
export function stringified(value: unknown, notData?: string): { text: string; issues: Complaint[] } {
  const issues: Complaint[] = [];
  let text: string | undefined;
  try {
    // Most values are plain, and a replacer takes time.
    text = JSON.stringify(value, notData || !isPlain(value) ? finder(issues, notData) : undefined);
  } catch {
    issues.push(["", "expected what JSON can express: no cycle, no BigInt"]);
  }
  return { text: text ?? "null", issues };
}

/** A replacer that leaves every value as it is, and lists what is wrong with them. */
function finder(issues: Complaint[], notData: string | undefined) {
  // The objects around the current value, and the keys that lead to them and to the value.
  const holders: unknown[] = [];
  const steps: (string | number)[] = [];
  // It sees what `toJSON` returned, and `this` is the object or array that holds the value.
  return function replacer(this: unknown, key: string, inner: unknown): unknown {
    const depth = holders.lastIndexOf(this) + 1;
    if (depth === 1 && key === notData) return undefined;
    holders.length = steps.length = depth;
    holders.push(inner);
    steps.push(Array.isArray(this) ? Number(key) : key);
    const message = complaintAbout(inner, this, key);
    // The first step is that of `JSON.stringify` to the value itself.
    if (message) issues.push([pathOf(steps.slice(1)), message]);
    return inner;
  };
}

/** Whether a value holds nothing but what JSON keeps as it is, and keys without a value. */
function isPlain(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return !/^(bigint|function|symbol)$/.test(typeof value);
  if (Array.isArray(value)) return value.every(isPlain);
  return (
    value === null ||
    (Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain))
  );
}

/** A key that is not described stands as `*`, as does every key inside: they may be as secret as a value. */
function pathOf(steps: readonly (string | number)[]): string {
  let isDescribed = true;
  const parts = steps.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    isDescribed &&= describedKeys.has(step);
    return `.${isDescribed ? step : "*"}`;
  });
  return parts.join("").replace(/^\./, "");
}

/** What was expected instead of a value that JSON would change silently. */
function complaintAbout(value: unknown, holder: unknown, key: string): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : "expected a finite number";
    case "function":
    case "symbol":
      // As the value of a key it is dropped, as undefined is.
      return Array.isArray(holder) ? inexpressible(typeof value) : undefined;
    case "object":
      // An invalid Date is null by now.
      return value === null
        ? complaintAboutDate(Reflect.get(holder as object, key))
        : complaintAboutObject(value);
  }
}

function complaintAboutObject(value: object): string | undefined {
  // Nearly every object; asking for the class takes longer.
  if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) return;
  if (isA(Map, value)) return inexpressible("Map");
  if (isA(Set, value)) return inexpressible("Set");
  return isA(Number, value) ? complaintAbout(Number(value), undefined, "") : complaintAboutDate(value);
}

const complaintAboutDate = (value: unknown) =>
  isA(Date, value) && Number.isNaN(Number(value)) ? "expected a valid Date" : undefined;

const inexpressible = (what: string) => `expected a value that JSON can express, not a ${what}`;

/** Whether a value is of a class of this realm or of another. */
function isA(type: new (...args: never[]) => object, value: unknown): boolean {
  return value instanceof type || classOf(value) === type.name;
}
