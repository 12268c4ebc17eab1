// Runs a program of this folder in a separate process, in this Node or in another one.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Returns what a program sends. */
export async function sent(program, args, { execPath = process.execPath } = {}) {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), args, {
    execPath,
    execArgv: ["--expose-gc"],
  });
  let data;
  child.on("message", (message) => {
    data = message;
  });
  const [code] = await once(child, "close");
  if (code !== 0 || data === undefined) throw new Error(`${[program, ...args].join(" ")} ended with ${code}`);
  return data;
}
