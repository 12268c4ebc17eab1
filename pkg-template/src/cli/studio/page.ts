/** Reads the files of the page into memory: what is not among them when the server starts is never served. */

import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { UsageError } from "../exit.js";

/** A file of the page. */
export interface PageFile {
  readonly body: Buffer;
  readonly headers: { readonly [name: string]: string };
}

/** The files of the page by their path in URLs. */
export type Page = ReadonlyMap<string, PageFile>;

const types: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** @throws {UsageError} If there is no page in the folder. */
export async function readPage(folder: string): Promise<Page> {
  const paths = await pathsIn(folder);
  if (!paths.includes("/index.html")) {
    throw new UsageError(
      "expected the page of the studio in this installation of junction-credentials, which has none; install it again",
    );
  }
  const files = paths.map(async (path): Promise<[string, PageFile]> => {
    const body = await readFile(join(folder, path));
    return [path === "/index.html" ? "/" : path, { body, headers: headersOf(path) }];
  });
  return new Map(await Promise.all(files));
}

function headersOf(path: string): PageFile["headers"] {
  return {
    "content-type": types[extname(path)] ?? "application/octet-stream",
    // Vite names what it writes there by a hash of the content.
    "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  };
}

/** Returns the paths of the files below a folder. A link is no file. Empty for a folder that does not exist. */
async function pathsIn(folder: string, prefix = ""): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => []);
  const paths = entries.map(async (entry) => {
    const path = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return await pathsIn(folder, path);
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(paths)).flat();
}
