// Skips a build step if its inputs have not changed, by a hash of their contents.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

const stamps = ".tools/stamps";

/** Calls `make`, unless all outputs exist and the inputs (files or folders) have not changed since the last time. */
export async function unlessMade(name, { inputs, outputs }, make) {
  const stamp = `${stamps}/${name}`;
  const hash = hashOf(inputs);
  if (outputs.every(existsSync) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;

  // If `make` fails, the next run must not consider the step complete.
  rmSync(stamp, { force: true });
  await make();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
}

function hashOf(inputs) {
  const hash = createHash("sha256");
  for (const file of inputs.filter(existsSync).flatMap(filesIn)) {
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesIn(`${path}/${entry}`));
}
