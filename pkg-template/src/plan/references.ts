/** Copies a config as data, with the values of its references in their places. */

import { classOf } from "../class-of.js";
import { isReferable as isReferableInEntry } from "../core/comparison.js";
import type { Issue } from "../index.js";
import { otherKeys } from "../other-keys.js";
import { plainKeys } from "../plain-keys.js";
import { fromFile, fromFunction, fromVariable, type Resolve, type Resolved } from "./sources.js";

/** The keys of a config that the API does not have. */
const ownKeys = ["credentials", "prune", "team", "teams", "providers", "$schema"];
const described = new Set([...plainKeys, ...otherKeys, ...ownKeys]);

/** A config as data. */
export interface ResolvedConfig {
  readonly data: unknown;
  /** For each entry, the paths of its references, such as `details.webhook_secret`. */
  readonly references: readonly string[][];
  /** What JSON cannot represent, and references that could not be resolved. */
  readonly issues: Issue[];
}

/** A key of an object, or an index of an array. */
export type Step = string | number;

/** Resolves all references of a config. Nothing else is validated. */
export async function resolved(config: unknown, resolve: Resolve): Promise<ResolvedConfig> {
  const copy = new Copy(resolve);
  const data = copy.of(config, []);
  const references = await copy.settled();
  return { data, references, issues: copy.issues };
}

/** The deepest nesting, as for every JSON that the client validates. */
const deepest = 512;

class Copy {
  readonly issues: Issue[] = [];
  readonly #resolve: Resolve;
  readonly #pending: Promise<void>[] = [];
  readonly #references: string[][] = [];
  readonly #holders: object[] = [];

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  of(value: unknown, steps: readonly Step[]): unknown {
    switch (typeof value) {
      case "string":
      case "boolean":
      case "undefined":
        return value;
      case "number":
        return Number.isFinite(value) ? value : this.#refused(steps, "a finite number");
      case "object":
        return value === null ? null : this.#object(value, steps);
      default:
        return this.#refused(steps, `a JSON value, not a ${typeof value}`);
    }
  }

  /** Waits for all references, and returns their paths for each entry. */
  async settled(): Promise<string[][]> {
    await Promise.all(this.#pending);
    return this.#references;
  }

  #object(value: object, steps: readonly Step[]): unknown {
    if (this.#holders.includes(value)) return this.#refused(steps, "a value without cycles");
    if (this.#holders.length > deepest) return this.#refused(steps, `at most ${deepest} levels`);
    this.#holders.push(value);
    try {
      if (isInvalidDate(value)) return this.#refused(steps, "a valid Date");
      if ("toJSON" in value && typeof value.toJSON === "function") return this.of(value.toJSON(), steps);
      if (Array.isArray(value)) return this.#items(value, steps);
      if (!isPlainObject(value)) return this.#refused(steps, "a JSON value, not an instance of a class");
      return this.#members(value, steps);
    } catch {
      // A getter, a `toJSON` or a proxy of the caller failed. Its error may contain anything.
      return this.#refused(steps, "a value that can be read");
    } finally {
      this.#holders.pop();
    }
  }

  #items(value: readonly unknown[], steps: readonly Step[]): unknown[] {
    const copy: unknown[] = [];
    for (const [index, item] of value.entries()) {
      this.#put(item, [...steps, index], (found) => {
        copy[index] = found;
      });
    }
    return copy;
  }

  #members(value: object, steps: readonly Step[]): object {
    const copy: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      this.#put(inner, [...steps, key], (found) => {
        // Assigning `__proto__` would set the prototype.
        Object.defineProperty(copy, key, {
          value: found,
          enumerable: true,
          writable: true,
          configurable: true,
        });
      });
    }
    return copy;
  }

  /** Sets a copy of a value, or later the value of a reference. */
  #put(value: unknown, path: readonly Step[], set: (found: unknown) => void): void {
    const isReference = typeof value === "function" || referenceOf(value) !== undefined;
    if (isReference && isReferable(path)) {
      // Keeps the order of the keys.
      set(undefined);
      this.#pending.push(this.#reading(value).then((found) => set(this.#settle(found, path))));
    } else set(this.of(value, path));
  }

  #settle(found: Resolved, path: readonly Step[]): string {
    const [, index, ...rest] = path;
    const paths = this.#references[index as number] ?? [];
    this.#references[index as number] = paths;
    paths.push(pathOf(rest));
    if ("value" in found) return found.value;
    this.issues.push({ path: pathOf(path), message: found.expected });
    // A value, so that nothing else is reported at this path.
    return "?";
  }

  /** Resolves a reference. */
  #reading(value: unknown): Promise<Resolved> {
    if (typeof value === "function") return fromFunction(value as () => unknown);
    const { env, file = "" } = referenceOf(value) ?? {};
    return env === undefined ? fromFile(file, this.#resolve) : fromVariable(env, this.#resolve);
  }

  #refused(steps: readonly Step[], expected: string): null {
    this.issues.push({ path: pathOf(steps), message: `expected ${expected}` });
    return null;
  }
}

function isInvalidDate(value: object): boolean {
  return classOf(value) === "Date" && Number.isNaN(Number(value));
}

function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  // The prototype of an object of another realm has no prototype either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Returns a value if it is a reference to a variable or a file. */
export function referenceOf(value: unknown): { readonly env?: string; readonly file?: string } | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const [key, ...others] = Object.keys(value);
  // Nothing else is read, because a getter may fail.
  if (others.length > 0 || (key !== "env" && key !== "file")) return undefined;
  return typeof Reflect.get(value, key) === "string" ? value : undefined;
}

/**
 * Whether a value may be a reference: a client id, a secret, and everything in `details` that the API does not describe.
 * The core decides, by the tables of the models.
 */
export function isReferable([list, index, ...steps]: readonly Step[]): boolean {
  if (list !== "credentials" || typeof index !== "number") return false;
  return isReferableInEntry(steps.map((step) => (typeof step === "number" ? "#\0" : `.${step}\0`)).join(""));
}

/** Joins the steps of a path. An unknown key and all keys below it become `*`, because they may be secrets. */
export function pathOf(steps: readonly Step[]): string {
  let isDescribed = true;
  const parts = steps.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    isDescribed &&= described.has(step);
    return `.${isDescribed ? step : "*"}`;
  });
  return parts.join("").replace(/^\./, "");
}
