import { join } from "node:path";
import { aroundAll, describe, expect, test } from "vitest";
import { aroundExample, compiles, managementKey, orgId, started } from "./example.js";
import {
  adminOrigin,
  disconnect,
  linkToken,
  listPath,
  type Server,
  send,
  startApi,
  testServer,
  token,
} from "./example-server.js";
import type { Project } from "./throwaway.js";

describe("node-server", () => {
  let project: Project;
  aroundExample("node-server", async (copy, runTests) => {
    project = copy;
    await runTests();
  });

  describe.each(["hono.mjs", "express.mjs"])("%s", (program) => {
    let server: Server;
    aroundAll(async (runTests) => {
      const api = await startApi();
      const { url, output, stop } = await start(program, api.baseUrl);
      server = { url, output, api };
      try {
        await runTests();
      } finally {
        await stop();
        await api.close();
      }
    });

    test("compiles against the package of the tarball", () =>
      compiles(project, program, join(project.folder, "node_modules/@types")));

    test("forwards Junction's callback with its query byte for byte", async () => {
      const query = `?code=4/0A'b%27%2f+%zz&&scope=a%20b|c&state=${linkToken}`;

      const { status, headers } = await send(server, `/oauth/google_health${query}`);

      expect(status).toBe(307);
      expect(headers.location).toBe(`https://api.us.junction.com/v2/link/connect/google_health${query}`);
    });

    test("another callback goes to the server's own handler", async () => {
      const response = await send(server, "/oauth/google_health?code=1&state=own-session");

      expect(response).toMatchObject({ status: 200, text: "your own callback" });
    });

    test("the cookie of a session is a permission, and a similar one is none", async () => {
      const withCookie = (cookie: string) => send(server, listPath, { headers: { cookie } });

      const right = await withCookie(`theme=dark; session=${token}`);
      const longer = await withCookie(`session=${token}x`);
      const other = await withCookie(`xsession=${token}`);

      expect([right.status, longer.status, other.status]).toEqual([200, 401, 401]);
    });

    test("a client that disconnects aborts the call to Junction", async () => {
      const api = await startApi({ faults: [{ kind: "stall" }] });
      const { url, output, stop } = await start(program, api.baseUrl);
      try {
        await disconnect({ url, api });

        await expect.poll(output, { timeout: 10_000 }).toContain('"outcome":"aborted","status":499');
      } finally {
        await stop();
        await api.close();
      }
    });

    testServer(() => server);
  });

  test("does not start without a token of the administrator", async () => {
    const starting = start("hono.mjs", "http://127.0.0.1:9", { ADMIN_TOKEN: "" });

    await expect(starting).rejects.toThrow("ADMIN_TOKEN is not set");
  });

  async function start(program: string, baseUrl: string, env: Record<string, string> = {}) {
    const variables = {
      PORT: "0",
      ADMIN_ORIGIN: adminOrigin,
      ADMIN_TOKEN: token,
      JUNCTION_BASE_URL: baseUrl,
      JUNCTION_ORG_ID: orgId,
      JUNCTION_MANAGEMENT_KEY: managementKey,
    };
    const running = await started(
      project,
      ["node", program],
      { ...variables, ...env },
      /listening on (\S+)\n/,
    );
    return { ...running, url: running.found };
  }
});
