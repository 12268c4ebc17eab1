import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test as testInNode } from "vitest";
import { said, test } from "../../runtimes/chromium/page.js";
import { installed } from "../../runtimes/installed.js";
import type { Project } from "../throwaway.js";
import { textAt, whileServing } from "./server.js";

const project = installed("frameworks/next");
const env = { NEXT_TELEMETRY_DISABLED: "1" };
const start = ["next", "start", "--hostname", "127.0.0.1", "--port", "0"];

for (const bundler of ["turbopack", "webpack"]) {
  test(`Next with ${bundler} lists credentials in Node, in an edge route and in a client component`, async () => {
    await project().run("next", ["build", `--${bundler}`], { env });

    const counts = await whileServing(
      project(),
      start,
      async (address) => ({
        node: await textAt(`${address}/node`),
        edge: await textAt(`${address}/edge`),
        browser: await said(address),
      }),
      env,
    );

    expect(counts).toEqual({ node: "120", edge: "120", browser: "120" });
  });
}

testInNode(
  "pages of Next that list by its own fetch are fresh, and leave no credential on disk",
  async () => {
    await whileAnswering(async (api) => {
      const variables = { ...env, JUNCTION_API: api.address };

      await project().run("next", ["build"], { env: variables });
      const askedByBuild = api.clientIds.length;
      const pages = await whileServing(
        project(),
        start,
        async (address) => {
          const paths = ["/listed", "/listed", "/revalidated", "/revalidated"];
          const found: (string | undefined)[] = [];
          for (const path of paths) found.push(/client-of-call-\d+/.exec(await textAt(address + path))?.[0]);
          return found;
        },
        variables,
      );

      expect(askedByBuild).toBe(0);
      expect(pages).toEqual(["client-of-call-1", "client-of-call-2", "client-of-call-3", "client-of-call-4"]);
      expect(await filesWith("client-of-call", project())).toEqual([]);
    });
  },
);

interface Api {
  address: string;
  /** The client id of the credential in each response so far. */
  clientIds: string[];
}

/** Serves one credential, with a different client id in each response. */
async function whileAnswering(work: (api: Api) => Promise<void>): Promise<void> {
  const clientIds: string[] = [];
  const server = createServer((_request, response) => {
    const client_id = `client-of-call-${clientIds.length + 1}`;
    clientIds.push(client_id);
    const times = { created_at: "2026-05-01T10:00:00Z", updated_at: "2026-05-01T10:00:00Z" };
    const id = "3e8d9f41-90b2-4f86-8d88-000000000001";
    const credential = { id, source: "strava", team_id: id, client_id, ...times };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ credentials: [credential] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    await work({ address: `http://127.0.0.1:${port}`, clientIds });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Returns the files in the output and cache of Next that contain a text. */
async function filesWith(text: string, { folder }: Project): Promise<string[]> {
  const entries = await readdir(join(folder, ".next"), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    paths.map(async (path) => ({ path, content: await readFile(path, "latin1") })),
  );
  // The cache may contain a body in base64.
  const forms = [text, ...[0, 1, 2].map((skip) => base64Within(text, skip))];
  return contents
    .filter(({ content }) => forms.some((form) => content.includes(form)))
    .map(({ path }) => path);
}

/** Returns the base64 form of a text that starts `skip` bytes after a multiple of three. */
function base64Within(text: string, skip: number): string {
  const encoded = Buffer.from(" ".repeat(skip) + text)
    .toString("base64")
    .replace(/=+$/, "");
  return encoded.slice(skip === 0 ? 0 : skip + 1, -1);
}
