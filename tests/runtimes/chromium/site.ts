/** Serves a folder on loopback, like a static file server. */

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** A folder that is being served. */
export interface Site {
  /** The URL, with a trailing slash. */
  address: string;
  /** The path of each request so far. */
  requests: string[];
}

/** @param instead The responses to some paths, in place of files. */
export async function served<T>(
  folder: string,
  work: (site: Site) => Promise<T>,
  instead: (path: string) => Response | undefined = () => undefined,
): Promise<T> {
  const requests: string[] = [];
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    requests.push(pathname);
    const { status, headers, body } = instead(pathname) ?? (await fileOf(folder, pathname));
    response.writeHead(status, Object.fromEntries(headers));
    for await (const chunk of body ?? []) response.write(chunk);
    response.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  try {
    const { port } = server.address() as AddressInfo;
    return await work({ address: `http://127.0.0.1:${port}/`, requests });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function fileOf(folder: string, path: string): Promise<Response> {
  const file = path.endsWith("/") ? `${path}index.html` : path;
  try {
    const content = await readFile(join(folder, file));
    return new Response(content, { headers: { "content-type": types[extname(file)] ?? "text/plain" } });
  } catch {
    return new Response(null, { status: 404 });
  }
}
