import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { JunctionManagement } from "junction-credentials";
import { type FakeManagementApiOptions, sampleCredentials, sampleTeams } from "junction-credentials/testing";
import { afterEach, aroundAll, describe, expect, test } from "vitest";
import { startServer } from "../../examples/demo/server.mjs";
import { environmentIn, inCopyOf, type Project } from "./throwaway.js";

const root = join(import.meta.dirname, "../..");
const orgId = "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";
const managementKey = "mg_examples";
const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";

const scopes = [
  ["production", "us"],
  ["production", "eu"],
  ["sandbox", "us"],
  ["sandbox", "eu"],
] as const;
const sandboxInUs = ["--env", "sandbox", "--region", "us"];
const clinic = { teams: [{ id: team_id, name: "Clinic North" }] };

/** Compiles a program of an example strictly. */
async function compiles(project: Project, program: string): Promise<void> {
  const types = ["--types", "node", "--typeRoots", join(root, "node_modules/@types")];
  const strictly = ["--strict", "--allowJs", "--checkJs", "--noEmit"];
  const language = ["--target", "es2022", "--module", "nodenext"];

  await project.run(join(root, "node_modules/.bin/tsc"), [...types, ...strictly, ...language, program]);
}

describe("node-audit", () => {
  let project: Project;
  aroundExample("node-audit", async (copy, runTests) => {
    project = copy;
    await runTests();
  });

  test("compiles against the package of the tarball", () => compiles(project, "audit.mjs"));

  test("prints every team with its name and providers, and on stderr how far it has come", async () => {
    const credentials = sampleCredentials(2500);
    const teams = sampleTeams(100);
    const [team] = teams;
    const providers = credentials.filter(({ team_id }) => team_id === team?.id).map(({ source }) => source);

    const { code, stdout, stderr } = await audit({ credentials, teams, pageSize: 100 });

    const [header, ...rows] = stdout.trimEnd().split("\n");
    const count = `${providers.length}`.padStart(11);
    expect(code).toBe(0);
    expect(header).toBe(`env      region  ${"team".padEnd(23)}  credentials  providers`);
    expect(rows.map((row) => row.slice(17, 40).trimEnd())).toEqual(
      teams.map(({ name }) => name).sort((a, b) => a.localeCompare(b)),
    );
    expect(rows).toContain(
      `sandbox  us      ${team?.name.padEnd(23)}  ${count}  ${providers.sort().join(", ")}`,
    );
    expect(stderr).toMatch(/^… 1000 credentials of \d+ teams so far$/m);
    expect(stderr).toMatch(/^… 2000 credentials of \d+ teams so far$/m);
  });

  test("prints all environments and regions, or those of the options", async () => {
    const narrow = ["--env", "production", "--env", "production", "--region", "eu", "--region", "us"];

    const all = await audit(clinic, { isEverywhere: true });
    const some = await audit(clinic, { isEverywhere: true, args: narrow });

    expect(all).toEqual({ code: 0, stdout: clinicIn(scopes), stderr: "" });
    const eu = ["production", "eu"] as const;
    expect(some).toEqual({ code: 0, stdout: clinicIn([eu, ["production", "us"]]), stderr: "" });
  });

  test("prints the rest when a part cannot be read, names the part on stderr, and ends with 3", async () => {
    const faults = [{ kind: "status", status: 403, operation: "list" }] as const;

    const { code, stdout, stderr } = await audit({ ...clinic, faults }, { isEverywhere: true });

    const [failed = ""] = stderr.split(" could not be read to the end: the API responded with 403 ");
    expect(scopes.map((scope) => scope.join(" "))).toContain(failed);
    expect(stdout).toBe(clinicIn(scopes.filter((scope) => scope.join(" ") !== failed)));
    expect(stderr).toContain("JUNCTION_MANAGEMENT_KEY");
    expect(code).toBe(3);
  });

  test("an environment and region without credentials counts as read", async () => {
    const faults = [{ kind: "broken-json", operation: "list", times: 3 }] as const;

    const { code, stderr } = await audit({ faults });

    const lines = stderr.trimEnd().split("\n");
    const scope = "(production|sandbox) (us|eu)";
    expect(lines).toEqual([
      "no credentials found",
      expect.stringMatching(
        `^${scope}, ${scope}, ${scope} could not be read to the end: unexpected response`,
      ),
      expect.stringContaining("newer version"),
    ]);
    expect(code).toBe(3);
  });

  test("shows the id of a team without a name, and of teams that share a name", async () => {
    const ids = [team_id, "1c6b7d2f-7e90-4d64-8b66-1e1d7b4d9022", "2d7c8e30-8fa1-4e75-9c77-2f2e8c5ea133"];
    const credentials = ids.map((team_id) => ({ team_id, source: "oura" }));
    const teams = ids.slice(0, 2).map((id) => ({ id, name: "Clinic\u001b[31mNorth" }));

    const { code, stdout, stderr } = await audit({ credentials, teams });

    const [, ...rows] = stdout.trimEnd().split("\n");
    expect(rows.map((row) => row.slice(17).split("  ")[0])).toEqual([
      ids[2],
      `Clinic [31mNorth (${ids[0]})`,
      `Clinic [31mNorth (${ids[1]})`,
    ]);
    expect(stderr).toBe("teams that have no name in Junction and are shown by their ids: 1\n");
    expect(code).toBe(0);
  });

  test("shows ids when the teams cannot be read", async () => {
    const faults = [{ kind: "status", status: 403, operation: "teams" }] as const;

    const { code, stdout, stderr } = await audit({ credentials: [{ team_id, source: "oura" }], faults });

    expect(stdout).toContain(`sandbox  us      ${team_id}  ${"1".padStart(11)}  oura`);
    expect(stderr).toMatch(/^the names of teams could not be read, so ids are shown: .+ 403 /);
    expect(code).toBe(0);
  });

  test("tells on stderr of a provider that is newer than the package, and lists it like any other", async () => {
    const { code, stdout, stderr } = await audit({ ...clinic, credentials: [{ team_id, source: "acme" }] });

    expect(code).toBe(0);
    expect(stdout).toContain(`Clinic North  ${"1".padStart(11)}  acme`);
    expect(stderr).toMatch(/^not known to this version .+\{ kind: 'value', path: '.+', value: 'acme' \}$/m);
  });

  const wrongKey = { JUNCTION_MANAGEMENT_KEY: "mg_wrong" };
  test.each<[string, number, RegExp, FakeManagementApiOptions, AuditOptions]>([
    ["an unknown option", 64, /'--evn'/, {}, { args: ["--evn", "sandbox"] }],
    ["a misspelt environment", 64, /did you mean `sandbox`\?/, {}, { args: ["--env", "sandbx"] }],
    ["a missing variable", 64, /`orgId`: expected a uuid/, {}, { env: { JUNCTION_ORG_ID: "" } }],
    [
      "a redirect",
      1,
      /elsewhere/,
      { faults: [{ kind: "redirect", location: "https://elsewhere.example", times: 4 }] },
      {},
    ],
    ["a wrong key", 4, /JUNCTION_MANAGEMENT_KEY/, {}, { env: wrongKey }],
    [
      "a wrong key for one scope",
      4,
      /^sandbox us could not be read/,
      {},
      { env: wrongKey, args: sandboxInUs },
    ],
    ["a wrong organisation", 1, /JUNCTION_ORG_ID/, { orgId: team_id }, {}],
    ["answers that are cut off", 1, /newer version/, { faults: [{ kind: "broken-json", times: 4 }] }, {}],
  ])("ends after %s with %i, and says what to do without telling the key", async (...row) => {
    const [, exitCode, advice, options, auditOptions] = row;

    const { code, stdout, stderr } = await audit(options, auditOptions);

    expect(stderr).toMatch(advice);
    expect(stderr).not.toContain("mg_");
    expect(stdout).toBe("");
    expect(code).toBe(exitCode);
  });

  test("ends at once when it is interrupted", async () => {
    const { code, stderr } = await audit({ faults: [{ kind: "stall", times: 4 }] }, { isInterrupted: true });

    expect(stderr).toBe("interrupted\n");
    expect(code).toBe(130);
  });

  interface AuditOptions {
    args?: readonly string[];
    env?: Record<string, string>;
    /** Whether the team has a credential in each environment and region. */
    isEverywhere?: boolean;
    isInterrupted?: boolean;
  }

  async function audit(
    options: FakeManagementApiOptions,
    { args = [], env = {}, isEverywhere = false, isInterrupted = false }: AuditOptions = {},
  ) {
    const server = await startServer({ orgId, managementKey, ...options });
    const command = ["audit.mjs", "--base-url", server.baseUrl, ...args];
    const variables = { JUNCTION_ORG_ID: orgId, JUNCTION_MANAGEMENT_KEY: managementKey, ...env };
    try {
      if (isEverywhere) await setEverywhere(server.baseUrl);
      return await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
        const where = { cwd: project.folder, env: { ...environmentIn(project.folder), ...variables } };
        const child = execFile("node", command, where, (error, stdout, stderr) =>
          resolve({ code: error?.code ?? 0, stdout, stderr }),
        );
        if (isInterrupted) interruptOnce(() => server.requests.length > 0, child);
      });
    } finally {
      await server.close();
    }
  }
});

describe("credentials-as-code", () => {
  let project: Project;
  aroundExample("credentials-as-code", async (copy, runTests) => {
    project = copy;
    await runTests();
  });

  test("compiles against the package of the tarball", () => compiles(project, "main.mjs"));

  test("names everything that is missing, and changes nothing", async () => {
    const server = await startServer({ orgId, managementKey, ...clinic });
    try {
      const { code, stderr } = await run(["main.mjs", "apply", "--base-url", server.baseUrl], {});

      expect(code).toBe(64);
      expect(stderr).toContain("`STRAVA_CLIENT_SECRET`");
      expect(stderr).toContain("`POLAR_WEBHOOK_SECRET`");
      expect(server.requests.every(({ method }) => method === "GET")).toBe(true);
    } finally {
      await server.close();
    }
  });

  test("plans, applies, does nothing the second time, and fails on a change by somebody else", async () => {
    const credentials = [{ team_id, source: "oura" }];
    const server = await startServer({ orgId, managementKey, ...clinic, credentials });
    const main = (...args: string[]) => run(["main.mjs", ...args, "--base-url", server.baseUrl]);
    try {
      const planned = await main("plan", "--fail-on-change");
      expect(planned).toMatchObject({
        code: 2,
        stdout: expect.stringMatching(/^delete .* oura\ncreate .* polar/),
      });
      expect(server.requests.every(({ method }) => method === "GET")).toBe(true);

      const applied = await main("apply");
      expect(applied).toMatchObject({
        code: 0,
        stderr: expect.stringContaining("done: sandbox us Clinic North strava"),
      });
      expect(await main("plan", "--fail-on-change")).toMatchObject({ code: 0 });

      const junction = new JunctionManagement({ orgId, managementKey, baseUrl: server.baseUrl });
      const theirs = { team_id, provider: "strava", client_id: "12345", client_secret: "theirs" } as const;
      await junction.teamCustomCredentials("sandbox", "us").set(theirs);
      const drifted = await main("plan", "--fail-on-change");
      expect(drifted).toMatchObject({ code: 2, stdout: expect.stringContaining("secret changed_elsewhere") });
      for (const { stdout, stderr } of [planned, applied, drifted])
        expect(stdout + stderr).not.toContain("s3cret");
    } finally {
      await server.close();
    }
  });

  const secrets = {
    STRAVA_CLIENT_SECRET: "s3cret-1",
    POLAR_CLIENT_SECRET: "s3cret-2",
    POLAR_WEBHOOK_SECRET: "s3cret-3",
  };

  function run(args: string[], variables: Record<string, string> = secrets) {
    const key = { JUNCTION_ORG_ID: orgId, JUNCTION_MANAGEMENT_KEY: managementKey };
    const where = { cwd: project.folder, env: { ...environmentIn(project.folder), ...key, ...variables } };
    return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      execFile("node", args, where, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  }
});

/** Sets a credential of the team in each environment and region. */
async function setEverywhere(baseUrl: string): Promise<void> {
  const junction = new JunctionManagement({ orgId, managementKey, baseUrl });
  for (const [env, region] of scopes) {
    await junction.teamCustomCredentials(env, region).set({ team_id, provider: "strava", client_id: "id" });
  }
}

/** The table of a team that has one credential in each of these. */
function clinicIn(scopes: readonly (readonly [env: string, region: string])[]): string {
  const width = Math.max(...scopes.map(([env]) => env.length));
  const rows = scopes.map(
    ([env, region]) => `${env.padEnd(width)}  ${region}      Clinic North            1  strava\n`,
  );
  return `${"env".padEnd(width)}  region  team          credentials  providers\n${rows.join("")}`;
}

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
