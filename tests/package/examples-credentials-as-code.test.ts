import { execFile } from "node:child_process";
import { JunctionManagement } from "junction-credentials";
import { describe, expect, test } from "vitest";
import { startServer } from "../../examples/demo/server.mjs";
import { aroundExample, clinic, compiles, managementKey, orgId, team_id } from "./example.js";
import { environmentIn, type Project } from "./throwaway.js";

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
