/** Starts a server of a throw-away project, and stops it. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { environmentIn, type Project } from "../throwaway.js";

const printedAddress = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/;
const startTimeoutMs = 60_000;

/** Starts a program that prints the URL at which it serves, passes this URL to `work`, and stops the program. */
export async function whileServing<T>(
  { folder }: Project,
  [program = "", ...args]: string[],
  work: (address: string) => Promise<T>,
  variables: Record<string, string> = {},
): Promise<T> {
  const env = { ...environmentIn(folder), NO_COLOR: "1", ...variables };
  // In a separate process group, so that every process that it starts is stopped with it.
  const server = spawn(program, args, {
    cwd: folder,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const address = new Promise<string>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      const [found] = printedAddress.exec(output) ?? [];
      if (found) resolve(found);
    };
    for (const stream of [server.stdout, server.stderr]) stream.setEncoding("utf8").on("data", read);
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`${program} ended with ${code}`)));
    setTimeout(() => reject(new Error(`${program} printed no address`)), startTimeoutMs).unref();
  });
  try {
    return await work(await address);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${output}`, { cause: error });
  } finally {
    if (server.pid && server.exitCode === null) {
      process.kill(-server.pid, "SIGKILL");
      await once(server, "close");
    }
  }
}

/** Returns the body of a URL. */
export async function textAt(url: string): Promise<string> {
  const response = await fetch(url);
  return await response.text();
}
