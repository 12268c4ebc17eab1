/** Copies a config as data, with the values of its references in their places. */

import type { Issue } from "../index.js";
import { otherKeys } from "../other-keys.js";
import { plainKeys } from "../plain-keys.js";
import { secretKeys } from "../secret-keys.js";
import { fromFile, fromFunction, fromVariable, type Resolve, type Resolved } from "./sources.js";

/** The keys of a config that the API does not have. */
const ownKeys = ["credentials", "prune", "team", "teams", "providers", "$schema"];
const plain = new Set(plainKeys);
const secret = new Set(secretKeys);
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
    this.#holders.push(value);
    try {
      if ("toJSON" in value && typeof value.toJSON === "function") return this.of(value.toJSON(), steps);
      if (Array.isArray(value)) return value.map((item, index) => this.of(item, [...steps, index]));
      if (!isPlainObject(value)) return this.#refused(steps, "a JSON value, not an instance of a class");
      return this.#members(value, steps);
    } finally {
      this.#holders.pop();
    }
  }

  #members(value: object, steps: readonly Step[]): object {
    const copy: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      const path = [...steps, key];
      // Assigning `__proto__` would set the prototype.
      const set = (found: unknown) => {
        Object.defineProperty(copy, key, {
          value: found,
          enumerable: true,
          writable: true,
          configurable: true,
        });
      };
      const reading = isReferable(path) ? this.#reading(inner) : undefined;
      if (reading) {
        // Keeps the order of the keys.
        set(undefined);
        this.#pending.push(reading.then((found) => set(this.#settle(found, path))));
      } else set(this.of(inner, path));
    }
    return copy;
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

  /** Begins to resolve a reference. Undefined if the value is none. */
  #reading(value: unknown): Promise<Resolved> | undefined {
    if (typeof value === "function") return fromFunction(value as () => unknown);
    const { env, file } = referenceOf(value) ?? {};
    if (env !== undefined) return fromVariable(env, this.#resolve);
    return file === undefined ? undefined : fromFile(file, this.#resolve);
  }

  #refused(steps: readonly Step[], expected: string): null {
    this.issues.push({ path: pathOf(steps), message: `expected ${expected}` });
    return null;
  }
}

function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  // The prototype of an object of another realm has no prototype either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Returns a value if it is a reference to a variable or a file. */
export function referenceOf(value: unknown): { readonly env?: string; readonly file?: string } | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const [[key, name] = [], ...others] = Object.entries(value);
  const isReference = others.length === 0 && (key === "env" || key === "file") && typeof name === "string";
  return isReference ? value : undefined;
}

/**
 * Whether a value may be a reference: a client id, a secret, and everything below a key of `details` that the API does not
 * describe.
 */
export function isReferable(path: readonly Step[]): boolean {
  const [list, index, field, ...keys] = path;
  if (list !== "credentials" || typeof index !== "number") return false;
  if (keys.length === 0) return field === "client_id" || field === "client_secret";
  const last = keys.pop();
  if (field !== "details" || typeof last !== "string") return false;
  const isOpen = keys.some((key) => typeof key === "string" && !plain.has(key));
  return isOpen || secret.has(last) || !described.has(last);
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
