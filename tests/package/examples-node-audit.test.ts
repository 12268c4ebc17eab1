import { type ChildProcess, execFile } from "node:child_process";
import { JunctionManagement } from "junction-credentials";
import { type FakeManagementApiOptions, sampleCredentials, sampleTeams } from "junction-credentials/testing";
import { describe, expect, test } from "vitest";
import { startServer } from "../../examples/demo/server.mjs";
import { aroundExample, clinic, compiles, managementKey, orgId, team_id } from "./example.js";
import { environmentIn, type Project } from "./throwaway.js";

const scopes = [
  ["production", "us"],
  ["production", "eu"],
  ["sandbox", "us"],
  ["sandbox", "eu"],
] as const;
const sandboxInUs = ["--env", "sandbox", "--region", "us"];

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
