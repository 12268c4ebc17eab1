/** Finds and reads the config. */

import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as nodeModule from "node:module";
import { basename, dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isJunctionError } from "junction-credentials";
import { type PlanConfig, parseConfig, type Resolve } from "junction-credentials/plan";
import { UsageError } from "./exit.js";

const name = "junction-credentials.config";
const extensions = [".json", ".mjs", ".ts"];

/** A config, and where its files are. */
export interface FoundConfig {
  readonly config: PlanConfig;
  readonly resolve: Resolve;
  /** The folder of the config. */
  readonly folder: string;
}

/** Reads a config: the named one, or the one of the working folder or of a folder above it. */
export async function readConfig(given: string | undefined): Promise<FoundConfig> {
  const path = given === undefined ? findConfig() : resolve(given);
  if (path === undefined) {
    throw new UsageError(
      `expected ${name}.json, .mjs or .ts here or above, up to the root of the repository; \`pull --out\` writes one`,
    );
  }
  const folder = dirname(path);
  const file = (inner: string) => readFile(resolve(folder, inner));
  return { config: await configAt(path), resolve: { file }, folder };
}

/**
 * Looks in the working folder and in those above it, up to the root of the repository.
 *
 * @throws {UsageError} If a folder has more than one.
 */
export function findConfig(): string | undefined {
  for (let here = process.cwd(); ; here = dirname(here)) {
    const candidates = extensions
      .map((extension) => join(here, name + extension))
      .filter((path) => existsSync(path));
    const [path, ...others] = candidates;
    if (path && others.length > 0) {
      const names = candidates.map((candidate) => basename(candidate)).join(" and ");
      throw new UsageError(`expected one config, but ${here} has ${names}; use --config`);
    }
    if (path) return path;
    if (existsSync(join(here, ".git")) || here === dirname(here)) return undefined;
  }
}

async function configAt(path: string): Promise<PlanConfig> {
  if (!existsSync(path)) throw new UsageError(`expected the config ${path}, which does not exist`);
  switch (extname(path)) {
    case ".json":
      return await parsed(path);
    case ".mjs":
    case ".js":
    case ".ts":
    case ".mts":
      return await imported(path);
    default:
      throw new UsageError(`expected the config ${path} to end in .json, .mjs or .ts`);
  }
}

async function parsed(path: string): Promise<PlanConfig> {
  try {
    return await parseConfig(await readFile(path));
  } catch (error) {
    if (!isJunctionError(error)) throw error;
    throw new UsageError(`${path}: ${error.message}`);
  }
}

async function imported(path: string): Promise<PlanConfig> {
  const isTypeScript = /\.m?ts$/.test(path);
  const { features } = process as { features?: { typescript?: unknown } };
  const { bun, deno } = process.versions as { bun?: string; deno?: string };
  if (isTypeScript && !features?.typescript && !bun && !deno) {
    throw new UsageError(
      `${path}: this version of Node does not read TypeScript; use Node 22.18 or newer, or .mjs`,
    );
  }
  resolvePackage();
  let module: { default?: PlanConfig };
  try {
    module = await import(moduleUrlOf(path));
  } catch (error) {
    if (isWithoutPackage(error)) {
      throw new UsageError(
        `${path}: it imports junction-credentials, which is not installed beside it; install it there, or use Node 20.6 or newer`,
      );
    }
    // Its text may contain a secret that the config holds.
    const place = placeIn(error, path);
    throw new UsageError(
      `${path}${place}: importing it failed with a ${error instanceof Error ? error.name : "value"}`,
    );
  }
  if (module.default === undefined)
    throw new UsageError(`${path}: expected \`export default defineConfig(…)\``);
  return module.default;
}

const firstRead = new Map<string, number>();

/**
 * Runtimes load a URL once, but the studio reads a config again after it was changed. What it imports is not loaded
 * again.
 */
function moduleUrlOf(path: string): string {
  const url = pathToFileURL(path);
  const { mtimeMs } = statSync(path);
  const first = firstRead.get(path) ?? mtimeMs;
  firstRead.set(path, first);
  if (mtimeMs !== first) url.search = `changed=${mtimeMs}`;
  return url.href;
}

/** Whether an import of this package was not found, as Node, Bun and Deno say it. */
function isWithoutPackage(error: unknown): boolean {
  // What Bun throws is no `Error`.
  const { message } = (error ?? {}) as { message?: unknown };
  return /^(Cannot find|Import) .*["']junction-credentials(\/\w+)?["']/.test(`${message}`);
}

/** Where in a file an error was thrown: `:line:column`. */
function placeIn(error: unknown, path: string): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const at = stack.indexOf(path);
  return at < 0 ? "" : (/^(?:\?changed=[\d.]+)?((?::\d+)+)/.exec(stack.slice(at + path.length))?.[1] ?? "");
}

let isResolved = false;

/** With `npx`, the package is not where a config looks for it. */
function resolvePackage(): void {
  if (isResolved) return;
  isResolved = true;
  const { registerHooks, register } = nodeModule as {
    registerHooks?: (hooks: object) => void;
    register?: (specifier: string, options: object) => void;
  };
  const parentURL = import.meta.url;
  const isOurs = (specifier: string) => /^junction-credentials(\/|$)/.test(specifier);
  type Next = (specifier: string, context: object) => unknown;
  if (registerHooks) {
    registerHooks({
      resolve(specifier: string, context: object, next: Next) {
        if (!isOurs(specifier)) return next(specifier, context);
        try {
          return next(specifier, context);
        } catch {
          return next(specifier, { ...context, parentURL });
        }
      },
    });
  } else if (register) {
    const hooks = `
      export async function resolve(specifier, context, next) {
        if (!/^junction-credentials(\\/|$)/.test(specifier)) return next(specifier, context);
        try { return await next(specifier, context); }
        catch { return await next(specifier, { ...context, parentURL: ${JSON.stringify(parentURL)} }); }
      }`;
    register(`data:text/javascript,${encodeURIComponent(hooks)}`, { parentURL });
  }
}
