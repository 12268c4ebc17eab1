import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type FakeManagementApiOptions, sampleCredentials } from "junction-credentials/testing";
import { afterEach, aroundAll, describe, expect, test } from "vitest";
import { startServer } from "../../examples/demo/server.mjs";
import { environmentIn, inCopyOf, type Project } from "./throwaway.js";

const root = join(import.meta.dirname, "../..");
const orgId = "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";
const managementKey = "mg_examples";
const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";

describe("node-audit", () => {
  let project: Project;
  aroundExample("node-audit", async (copy, runTests) => {
    project = copy;
    await runTests();
  });

  test("compiles against the package of the tarball", async () => {
    const types = ["--types", "node", "--typeRoots", join(root, "node_modules/@types")];
    const strictly = ["--strict", "--allowJs", "--checkJs", "--noEmit"];
    const language = ["--target", "es2022", "--module", "nodenext"];

    await project.run(join(root, "node_modules/.bin/tsc"), [...types, ...strictly, ...language, "audit.mjs"]);
  });

  test("prints every team with its providers, and on stderr how far it has come", async () => {
    const credentials = sampleCredentials(2500);
    const teams = [...new Set(credentials.map((credential) => credential.team_id))].sort();
    const [team = ""] = teams;
    const providers = credentials
      .filter((credential) => credential.team_id === team)
      .map(({ source }) => source);

    const { code, stdout, stderr } = await audit({ credentials, pageSize: 100 });

    const [header, ...rows] = stdout.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(header).toBe(`${"team".padEnd(36)}  credentials  providers`);
    expect(rows.map((row) => row.split("  ")[0])).toEqual(teams);
    expect(rows[0]).toBe(`${team}  ${`${providers.length}`.padStart(11)}  ${providers.sort().join(", ")}`);
    expect(stderr).toMatch(/^… 1000 credentials of \d+ teams so far$/m);
    expect(stderr).toMatch(/^… 2000 credentials of \d+ teams so far$/m);
  });

  test("tells on stderr of a provider that is newer than the package, and lists it like any other", async () => {
    const { code, stdout, stderr } = await audit({ credentials: [{ team_id, source: "acme" }] });

    expect(code).toBe(0);
    expect(stdout).toContain(`${team_id}  ${"1".padStart(11)}  acme`);
    expect(stderr).toMatch(/^not known to this version .+\{ kind: 'value', path: '.+', value: 'acme' \}$/m);
  });

  test.each<[string, number, RegExp, FakeManagementApiOptions, Record<string, string>]>([
    ["a missing option", 2, /`orgId`: expected a uuid/, {}, { JUNCTION_ORG_ID: "" }],
    [
      "a redirect",
      3,
      /elsewhere/,
      { faults: [{ kind: "redirect", location: "https://elsewhere.example" }] },
      {},
    ],
    ["a wrong key", 4, /JUNCTION_MANAGEMENT_KEY/, {}, { JUNCTION_MANAGEMENT_KEY: "mg_wrong" }],
    ["a wrong organisation", 4, /JUNCTION_ORG_ID/, { orgId: team_id }, {}],
    ["an answer that is cut off", 5, /newer version/, { faults: [{ kind: "broken-json" }] }, {}],
  ])("ends after %s with %i, and says what to do without telling the key", async (...row) => {
    const [, exitCode, advice, options, env] = row;

    const { code, stdout, stderr } = await audit(options, { env });

    expect(stderr).toMatch(advice);
    expect(stderr).not.toContain("mg_");
    expect(stdout).toBe("");
    expect(code).toBe(exitCode);
  });

  test("ends at once when it is interrupted", async () => {
    const { code, stderr } = await audit({ faults: [{ kind: "stall" }] }, { interrupted: true });

    expect(stderr).toBe("interrupted\n");
    expect(code).toBe(130);
  });

  async function audit(
    options: FakeManagementApiOptions,
    { env = {}, interrupted = false }: { env?: Record<string, string>; interrupted?: boolean } = {},
  ) {
    const server = await startServer({ orgId, managementKey, ...options });
    const args = ["audit.mjs", "--env", "sandbox", "--region", "us", "--base-url", server.baseUrl];
    const variables = { JUNCTION_ORG_ID: orgId, JUNCTION_MANAGEMENT_KEY: managementKey, ...env };
    try {
      return await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
        const where = { cwd: project.folder, env: { ...environmentIn(project.folder), ...variables } };
        const child = execFile("node", args, where, (error, stdout, stderr) =>
          resolve({ code: error?.code ?? 0, stdout, stderr }),
        );
        if (interrupted) interruptOnce(() => server.requests.length > 0, child);
      });
    } finally {
      await server.close();
    }
  }
});

function interruptOnce(isTime: () => boolean, child: ChildProcess): void {
  const timer = setInterval(() => {
    if (!isTime()) return;
    child.kill("SIGINT");
    clearInterval(timer);
  }, 20);
  child.once("exit", () => clearInterval(timer));
}

describe("cloudflare-worker", () => {
  let project: Project;
  let ask: Ask;
  aroundExample("cloudflare-worker", async (copy, runTests) => {
    project = copy;
    const server = await startServer({ orgId, managementKey, credentials: sampleCredentials(40) });
    const worker = await startWorker(copy, server.baseUrl);
    ask = worker.ask;
    try {
      await runTests();
    } finally {
      await worker.stop();
      await server.close();
    }
  });

  test("compiles against the package of the tarball", async () => {
    await project.run("tsc");
  });

  test("sets and lists in workerd, and gives no secret away", async () => {
    const body = { team_id, provider: "fitbit", client_id: "23ABCD", client_secret: "a secret" };

    const set = await ask("/credentials", { method: "POST", body: JSON.stringify(body) });
    const listed = await ask("/credentials?provider=fitbit");

    const shown = { team_id, source: "fitbit", client_id: "23ABCD" };
    expect(set).toMatchObject({ status: 200, body: shown });
    expect(listed).toMatchObject({ status: 200, body: { next_cursor: null } });
    expect(listed.body.credentials).toContainEqual(expect.objectContaining(shown));
    // One of the samples contains Fitbit's tokens.
    expect(JSON.stringify([set, listed])).not.toMatch(/a secret|token|details/);
  });

  const wrongBody = JSON.stringify({ team_id: "team-7", provider: "fitbit", client_secret: ["a secret"] });
  const issues = [{ path: "team_id" }, { path: "client_secret" }];
  test.each<[string, string, RequestInit, number, object]>([
    ["no token", "/credentials", { headers: { authorization: "" } }, 401, { kind: "caller" }],
    ["a wrong token", "/credentials", { headers: { authorization: "Bearer x" } }, 401, { kind: "caller" }],
    ["no such provider", "/credentials?provider=fitbitt", {}, 400, { issues: [{ path: "provider" }] }],
    ["a body that is no JSON", "/credentials", { method: "POST", body: "{" }, 400, { kind: "request" }],
    ["a wrong body", "/credentials", { method: "POST", body: wrongBody }, 400, { kind: "request", issues }],
    ["what Junction refuses", "/credentials?next_cursor=made-up", {}, 502, { kind: "api" }],
    ["another path", "/", {}, 404, { kind: "route" }],
  ])("answers %s with the status and the kind of the error, and no secret", async (...row) => {
    const [, path, init, status, error] = row;

    const response = await ask(path, init);

    expect(response).toMatchObject({ status, body: { error } });
    expect(JSON.stringify(response)).not.toMatch(/a secret|team-7|mg_/);
  });
});

/** Installs a copy of an example before the tests of a block. The copy is kept if a test fails. */
function aroundExample(
  name: string,
  around: (project: Project, runTests: () => Promise<void>) => Promise<void>,
): void {
  let failures = 0;
  afterEach(({ task }) => {
    if (task.result?.state === "fail") failures += 1;
  });
  aroundAll(async (runTests) => {
    await inCopyOf(join(root, "examples", name), async (project) => {
      await around(project, runTests);
      if (failures > 0) throw new Error(`${failures} tests of ${name} failed`);
    });
  }, 120_000);
}

type Ask = (path: string, init?: RequestInit) => Promise<{ status: number; body: Record<string, unknown> }>;

/** Starts `wrangler dev`, and returns a function that stops it. */
async function startWorker(project: Project, baseUrl: string): Promise<{ ask: Ask; stop(): Promise<void> }> {
  const token = "a-token-of-callers";
  const secrets = { JUNCTION_MANAGEMENT_KEY: managementKey, CALLER_TOKEN: token, JUNCTION_BASE_URL: baseUrl };
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
  await project.write(".dev.vars", lines.join(""));

  const command = ["node_modules/wrangler/bin/wrangler.js", "dev", "--ip", "127.0.0.1", "--port", "0"];
  const wrangler = spawn(await nodeForWrangler(project), command, {
    cwd: project.folder,
    env: {
      ...environmentIn(project.folder),
      CI: "true",
      NO_COLOR: "1",
      WRANGLER_SEND_METRICS: "false",
      // The folder for its logs.
      XDG_CONFIG_HOME: project.folder,
    },
    // In a separate process group, so that every process that it starts is stopped with it.
    detached: true,
  });
  const stop = async () => {
    if (wrangler.pid === undefined || wrangler.exitCode !== null) return;
    // Processes of its group may write into the project until the output is closed.
    const closed = once(wrangler, "close");
    wrangler.stdout.resume();
    process.kill(-wrangler.pid);
    await closed;
  };

  let printed = "";
  wrangler.stderr.on("data", (text) => {
    printed += text;
  });
  let origin: string | undefined;
  for await (const line of createInterface({
    input: wrangler.stdout,
    signal: AbortSignal.timeout(240_000),
  })) {
    printed += `${line}\n`;
    origin = /Ready on (http:\S+)/.exec(line)?.[1];
    if (origin) break;
  }
  if (!origin) {
    await stop();
    throw new Error(`wrangler dev is not ready:\n${printed}`);
  }
  const ask: Ask = async (path, init) => {
    const headers = { authorization: `Bearer ${token}`, ...init?.headers };
    const response = await fetch(`${origin}${path}`, { ...init, headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { ask, stop };
}

async function nodeForWrangler(project: Project): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) >= 22) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  await project.run("npm", ["install", "--no-save", "--no-audit", "--no-fund", `${name}@22.23.3`]);
  return join(project.folder, "node_modules", name, "bin/node");
}
