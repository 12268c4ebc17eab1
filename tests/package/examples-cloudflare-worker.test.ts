import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { aroundAll, describe, expect, test } from "vitest";
import { aroundExample, managementKey, orgId, type Program, started } from "./example.js";
import { adminOrigin, disconnect, type Server, send, startApi, testServer, token } from "./example-server.js";
import type { Project } from "./throwaway.js";

describe("cloudflare-worker", () => {
  let project: Project;
  let node: string;
  aroundExample("cloudflare-worker", async (copy, runTests) => {
    project = copy;
    node = await nodeForWrangler(copy);
    await runTests();
  });

  test("compiles against the package of the tarball", async () => {
    await project.run("tsc");
  });

  describe("wrangler dev", () => {
    let server: Server;
    aroundAll(async (runTests) => {
      const api = await startApi();
      const lines = Object.entries(variables(api.baseUrl)).map(([name, value]) => `${name}=${value}\n`);
      await project.write(".dev.vars", lines.join(""));
      const { found, output, stop } = await started(
        project,
        [node, wrangler, "dev", "--ip", "127.0.0.1", "--port", "0"],
        quiet(project),
        /Ready on (http:\S+)/,
      );
      server = { url: found, output, api };
      try {
        await runTests();
      } finally {
        await stop();
        await api.close();
      }
    });

    test("forwards the callback with its query", async () => {
      const query = "?code=4/0A%27%2f+&&state=a.b";

      const { status, headers } = await send(server, `/oauth/google_health${query}`);

      expect(status).toBe(307);
      expect(headers.location).toBe(`https://api.us.junction.com/v2/link/connect/google_health${query}`);
    });

    testServer(() => server);
  });

  describe("the deployed bundle in workerd", () => {
    let server: Server;
    aroundAll(async (runTests) => {
      const api = await startApi({ faults: [{ kind: "stall" }] });
      const { found, output, stop } = await startWorkerd(api.baseUrl);
      server = { url: `http://127.0.0.1:${found}`, output, api };
      try {
        await runTests();
      } finally {
        await stop();
        await api.close();
      }
    });

    // wrangler dev rewrites an apostrophe to %27.
    test("forwards the callback with its query byte for byte", async () => {
      const query = "?code=4/0A'b%27%2f+%zz&&state=a.b";

      const { headers } = await send(server, `/oauth/google_health${query}`);

      expect(headers.location).toBe(`https://api.us.junction.com/v2/link/connect/google_health${query}`);
    });

    test("a client that disconnects aborts the call to Junction", async () => {
      await disconnect(server);

      await expect.poll(server.output, { timeout: 10_000 }).toContain('"outcome":"aborted","status":499');
    });
  });

  /** Bundles the Worker as `wrangler deploy` does, and starts workerd with the settings of wrangler.jsonc. */
  async function startWorkerd(baseUrl: string): Promise<Program & { found: string }> {
    await project.run(node, [wrangler, "deploy", "--dry-run", "--outdir", "bundle"], { env: quiet(project) });
    const files = await readdir(join(project.folder, "bundle"));
    const wasm = files.find((name) => name.endsWith(".wasm"));
    const jsonc = await readFile(join(project.folder, "wrangler.jsonc"), "utf8");
    const settings = JSON.parse(jsonc.replace(/^\s*\/\/.*$/gm, ""));
    const bindings = Object.entries(variables(baseUrl)).map(
      ([name, value]) => `(name = "${name}", text = "${value}")`,
    );
    await project.write(
      "workerd.capnp",
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "internet", network = (allow = ["private"])),
    (name = "worker", worker = (
      compatibilityDate = "${settings.compatibility_date}",
      compatibilityFlags = ${JSON.stringify(settings.compatibility_flags)},
      modules = [
        (name = "index.js", esModule = embed "bundle/index.js"),
        (name = "${wasm}", wasm = embed "bundle/${wasm}"),
      ],
      bindings = [${bindings}],
    )),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`,
    );
    // With this option, workerd prints the port.
    const command = ["workerd", "serve", "--control-fd=1", "workerd.capnp"] as const;
    return started(project, command, {}, /"port":(\d+)/);
  }
});

const wrangler = "node_modules/wrangler/bin/wrangler.js";

function variables(baseUrl: string): Record<string, string> {
  return {
    JUNCTION_ORG_ID: orgId,
    JUNCTION_MANAGEMENT_KEY: managementKey,
    JUNCTION_BASE_URL: baseUrl,
    CALLER_TOKEN: token,
    ADMIN_ORIGIN: adminOrigin,
  };
}

/** The environment of wrangler, which writes its logs into the project. */
function quiet({ folder }: Project): Record<string, string> {
  return { CI: "true", NO_COLOR: "1", WRANGLER_SEND_METRICS: "false", XDG_CONFIG_HOME: folder };
}

/** Returns the path of a Node that is new enough for wrangler. */
async function nodeForWrangler(project: Project): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) >= 22) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  await project.run("npm", ["install", "--no-save", "--no-audit", "--no-fund", `${name}@22.23.3`]);
  return join(project.folder, "node_modules", name, "bin/node");
}
