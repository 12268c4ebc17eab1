/** Runs the output of a framework outside the project in which it was built. */

import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Project } from "../throwaway.js";
import { textAt, whileServing } from "./server.js";

/** Copies a folder to an empty place, starts one of its files with Node, and returns the bodies of some paths. */
export async function answersOf(
  { folder, ...project }: Project,
  built: string,
  file: string,
  paths: string[],
): Promise<string[]> {
  const elsewhere = await mkdtemp(join(tmpdir(), "junction-credentials-deployed-"));
  try {
    await cp(join(folder, built), elsewhere, { recursive: true, verbatimSymlinks: true });
    const address = { HOST: "127.0.0.1", HOSTNAME: "127.0.0.1", PORT: String(await freePort()) };
    return await whileServing(
      { ...project, folder: elsewhere },
      ["node", file],
      (url) => Promise.all(paths.map((path) => textAt(`${url}${path}`))),
      address,
    );
  } finally {
    await rm(elsewhere, { recursive: true, force: true });
  }
}

/** Needed because the server of Next's standalone output treats port 0 as 3000. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
