/** Writes files so that a process that ends at any time leaves a whole one. */

import { open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UsageError } from "./exit.js";

/** Replaces a file, which only its owner can read. */
export async function writeWhole(path: string, text: string): Promise<void> {
  // Always the same name, so that a process that was killed leaves at most one.
  const temporary = join(dirname(path), `.${basename(path)}.tmp`);
  try {
    const file = await open(temporary, "w", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw new UsageError(
      `expected to write ${path}, which failed (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}
