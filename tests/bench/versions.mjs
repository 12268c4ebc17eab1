// The versions of the contenders and of the system.

import { readFileSync } from "node:fs";
import { arch, availableParallelism, cpus, platform } from "node:os";

const manifest = (url) => JSON.parse(readFileSync(new URL(url, import.meta.url), "utf8"));

/** Returns the version of a peer. */
export const installed = (name) => manifest(`node_modules/${name}/package.json`).version;

/** Returns the version of this package. */
export const own = () => manifest("../../pkg/package.json").version ?? "unreleased";

export function machine() {
  const model = cpus()[0]
    ?.model.replace(/\((R|TM)\)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return `${model}, ${availableParallelism()} cores, ${platform()} ${arch()}, Node ${process.versions.node}`;
}

export const today = () => new Date().toISOString().slice(0, 10);
