/** Throw-away projects that use the package as its users do: installed from the packed tarball. */

import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";

const exec = promisify(execFile);
const root = join(import.meta.dirname, "../..");

/** A project in a separate folder. */
export interface Project {
  folder: string;
  /**
   * Runs a program of the project or of this machine, and returns its output. On failure, the error contains the
   * output.
   */
  run(program: string, args?: string[], options?: { env?: Record<string, string> }): Promise<string>;
  /** Writes a file into the project. */
  write(path: string, content: string): Promise<void>;
}

/**
 * Copies a folder of tests/package/projects, such as `libraries/hono`, installs its dependencies and this package's
 * tarball, and passes the project to `work`. A project that fails is kept, and its folder is printed.
 *
 * The lock file is that of the group, `libraries`. npm installs only what the project's own package.json lists.
 */
export function inProject<T>(name: string, work: (project: Project) => Promise<T>): Promise<T> {
  const original = join(import.meta.dirname, "projects", name);
  return inCopyOf(original, work, join(original, "../package-lock.json"));
}

/** Like `inProject`, for any folder. Without a lock file, npm installs the versions that its package.json names. */
export async function inCopyOf<T>(
  original: string,
  work: (project: Project) => Promise<T>,
  lockFile?: string,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `junction-credentials-${basename(original)}-`));
  try {
    const filter = (path: string) => basename(path) !== "node_modules";
    await cp(original, folder, { recursive: true, filter });
    if (lockFile) await cp(lockFile, join(folder, "package-lock.json"));
    const result = await installed(folder, work);
    await rm(folder, { recursive: true, force: true });
    return result;
  } catch (error) {
    console.error(`the project that failed is kept in ${folder}`);
    throw error;
  }
}

async function installed<T>(folder: string, work: (project: Project) => Promise<T>): Promise<T> {
  const run: Project["run"] = async (program, args = [], { env } = {}) => {
    try {
      const { stdout } = await exec(program, args, {
        cwd: folder,
        env: { ...environmentIn(folder), ...env },
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout;
    } catch (error) {
      const { message, stdout, stderr } = error as Error & { stdout?: string; stderr?: string };
      throw new Error([message, stdout, stderr].filter(Boolean).join("\n"));
    }
  };
  // Also installs the versions of the lock file. After `npm ci`, it would run the install scripts of `node` again.
  const quietly = ["--no-save", "--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm", ["install", ...quietly, await tarball()]);
  return work({ folder, run, write: (path, content) => writeFile(join(folder, path), content) });
}

/** Returns the environment of this machine, with the project's programs first in the PATH. */
export function environmentIn(folder: string): NodeJS.ProcessEnv {
  const PATH = `${join(folder, "node_modules/.bin")}:${process.env.PATH}`;
  // Vitest sets NODE_ENV to `test`, and bundlers would build for it.
  return { ...process.env, NODE_ENV: undefined, PATH };
}

let packed: Promise<string> | undefined;

/** Returns the tarball that `npm publish` uploads. It is packed once. */
export function tarball(): Promise<string> {
  packed ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), "junction-credentials-tarball-"));
    const { stdout } = await exec("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: join(root, "pkg"),
    });
    const [{ filename }] = JSON.parse(stdout);
    return join(folder, filename);
  })();
  return packed;
}

afterAll(async () => {
  if (packed) await rm(dirname(await packed), { recursive: true, force: true });
});
