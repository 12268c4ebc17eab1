/** The file of the lock, beside the config. */

import { link, open, readFile, rename, stat, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import type { Lock } from "junction-credentials/plan";
import { UsageError } from "./exit.js";
import { writeWhole } from "./files.js";

/** The name of the lock, beside the config. */
export const lockName = "junction-credentials.lock.json";

/** Where a lock is kept. */
export interface LockStore {
  /** Reads the lock. Undefined before the first apply. */
  read(): Promise<Lock | undefined>;
  /** Replaces the lock. */
  write(lock: Lock): Promise<void>;
  /** Keeps other applies away until the returned function is called. */
  hold(): Promise<() => Promise<void>>;
}

/** A lock in a file. */
export class LockFile implements LockStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<Lock | undefined> {
    let text: string;
    try {
      text = await readFile(this.#path, "utf8");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") return undefined;
      throw new UsageError(`expected the lock ${this.#path}, which cannot be read (${code})`);
    }
    try {
      return JSON.parse(text);
    } catch {
      throw new UsageError(
        `expected the lock ${this.#path} to be JSON; restore it from version control, or delete it and plan with --unverified trust`,
      );
    }
  }

  async write(lock: Lock): Promise<void> {
    await writeWhole(this.#path, `${JSON.stringify(lock, null, 2)}\n`);
  }

  async hold(): Promise<() => Promise<void>> {
    const path = `${this.#path}.held`;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        const file = await open(path, "wx", 0o600);
        await file.writeFile(JSON.stringify({ host: hostname(), pid: process.pid }));
        await file.close();
        return () => unlink(path).catch(() => {});
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== "EEXIST") throw new UsageError(`expected to write ${path}, which failed (${code})`);
        if (!(await isLeft(path)) || !(await removeLeft(path))) break;
      }
    }
    throw new UsageError(`another apply holds the lock; if none is running any more, delete ${path}`);
  }
}

/** Whether the process that wrote a file has ended without removing it. */
async function isLeft(path: string): Promise<boolean> {
  try {
    const { host, pid } = JSON.parse(await readFile(path, "utf8"));
    return host === hostname() && Number.isInteger(pid) && !isRunning(pid);
  } catch {
    // Its process was killed before it wrote who it is, or writes that now.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
    return Date.now() - mtimeMs > 10_000;
  }
}

/** Removes a file that a process left. False if another process has just replaced it by its own. */
async function removeLeft(path: string): Promise<boolean> {
  const mine = `${path}.${process.pid}`;
  try {
    // Of several processes, one gets the file.
    await rename(path, mine);
    const isStillLeft = await isLeft(mine);
    if (!isStillLeft) await link(mine, path).catch(() => {});
    await unlink(mine);
    return isStillLeft;
  } catch {
    return true;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A lock that ends with the process, for the demo. */
export class LockInMemory implements LockStore {
  #lock: Lock | undefined;

  async read(): Promise<Lock | undefined> {
    return this.#lock;
  }

  async write(lock: Lock): Promise<void> {
    this.#lock = lock;
  }

  async hold(): Promise<() => Promise<void>> {
    return async () => {};
  }
}
