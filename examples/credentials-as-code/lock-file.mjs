// Reads and writes the lock, so that a process that ends at any time leaves a whole one.

import { readFile, rename, writeFile } from "node:fs/promises";

const path = "credentials.lock.json";

/** Returns the lock, or undefined before the first apply. */
export async function readLock() {
  const text = await readFile(path, "utf8").catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });
  return text === undefined ? undefined : JSON.parse(text);
}

/** @param {import("junction-credentials/plan").Lock} lock */
export async function writeLock(lock) {
  await writeFile(`${path}.new`, `${JSON.stringify(lock, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
