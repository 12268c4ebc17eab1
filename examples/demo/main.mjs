// Makes every call of the package once, over HTTP, against an in-memory Management API. Exits with 1 if a result is not
// the expected one.

import assert from "node:assert/strict";
import { ApiError, JunctionManagement, RequestError } from "junction-credentials";
import { sampleCredentials, sampleTeams } from "junction-credentials/testing";
import { startServer } from "./server.mjs";
import { story, table } from "./story.mjs";

const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
const managementKey = "mg_demo";

const samples = sampleCredentials(250);
const teams = sampleTeams(10);
const server = await startServer({ credentials: samples, teams, pageSize: 20, managementKey, orgId });
const { baseUrl } = server;
const { step, end } = story(() => server.requests.length);

console.log(
  `A Management API with ${samples.length} credentials of ${teams.length} teams in memory: ${baseUrl}`,
);

try {
  const junction = new JunctionManagement({ orgId, managementKey, baseUrl });
  const credentials = junction.teamCustomCredentials("sandbox", "us");

  let team_id = "";
  await step("teams", 'junction.teams.find("Clinic South"), junction.teams.list()', async (tell) => {
    ({ id: team_id } = await junction.teams.find("Clinic South"));
    const all = await junction.teams.list({ region: ["us"] }).toArray();

    const rows = all.map(({ id, name, region }) => [id, name, region]);
    for (const row of table([["id", "name", "region"], ...rows])) tell(row);
    assert.equal(team_id, teams[1]?.id);
    assert.equal(rows.length, 5);
    return `1 team found by its name, ${rows.length} teams in us`;
  });

  await step("prepare", 'credentials.prepare({ team_id, provider: "fitbit" })', async (tell) => {
    const { status, preparation_steps = [] } = await credentials.prepare({ team_id, provider: "fitbit" });

    tell(`${status}: enter these at Fitbit`);
    const rows = preparation_steps.map(({ type, key, value }) => [type, key ?? "", value]);
    for (const row of table([["what", "which", "value"], ...rows])) tell(row);
    assert.equal(status, "preparations_required");
    return `${preparation_steps.length} things to enter at Fitbit`;
  });

  const heading = 'credentials.set({ team_id, provider: "fitbit", client_id, client_secret, details })';
  let newId = "";
  await step("set", heading, async (tell) => {
    const credential = await credentials.set({
      team_id,
      provider: "fitbit",
      client_id: "23ABCD",
      client_secret: "demo-client-secret",
      details: {
        fitbit: {
          is_hr_enabled: true,
          workout_verify_token: "demo-workout-token",
          sleep_verify_token: "demo-sleep-token",
          body_verify_token: "demo-body-token",
        },
      },
    });

    tell(`id       ${credential.id}`);
    tell(`source   ${credential.source}, active once its owner presses Verify at Fitbit`);
    tell("secret   not sent back, only a hash of it");
    // Details contain live secrets and are returned in full, so only their keys are printed.
    assert(credential.details && "fitbit" in credential.details);
    tell(`details  fitbit with ${Object.keys(credential.details.fitbit).join(", ")}`);
    assert.equal(credential.team_id, team_id);
    newId = credential.id;
    return "1 new Fitbit credential";
  });

  await step("list, filtered", 'credentials.list({ provider: "fitbit", team_id: [a, b] })', async (tell) => {
    const older = samples.find(({ source }) => source === "fitbit");
    assert(older);
    const page = await credentials.list({ provider: "fitbit", team_id: [team_id, older.team_id] });

    const rows = page.credentials.map(({ id, team_id, client_id }) => [id, team_id, client_id ?? ""]);
    for (const row of table([["id", "team_id", "client_id"], ...rows])) tell(row);
    assert.deepEqual(new Set(page.credentials.map(({ id }) => id)), new Set([newId, older.id]));
    return `${rows.length} Fitbit credentials of 2 teams`;
  });

  await step("list, all pages", "for await (const credential of credentials.list()) …", async (tell) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    const teams = new Set();
    let total = 0;
    for await (const { source, team_id } of credentials.list()) {
      counts.set(source, (counts.get(source) ?? 0) + 1);
      teams.add(team_id);
      total += 1;
    }

    const rows = [...counts].sort(([, a], [, b]) => b - a).map(([source, count]) => [source, `${count}`]);
    for (const row of table([["provider", "credentials"], ...rows.slice(0, 5)])) tell(row);
    tell(`… and ${rows.length - 5} more providers`);
    assert.equal(total, samples.length + 1);
    return `${total} credentials of ${rows.length} providers and ${teams.size} teams, 20 a page`;
  });

  await step("everywhere", 'junction.everywhere().list({ provider: "fitbit" })', async (tell) => {
    const production = junction.teamCustomCredentials("production", "eu");
    await production.set({ team_id, provider: "fitbit", client_id: "23WXYZ", client_secret: "demo-secret" });

    /** @type {string[][]} */
    const rows = [];
    for await (const found of junction.everywhere().list({ provider: "fitbit" })) {
      const { env, region, credential } = found;
      rows.push([env, region, credential.team_id, credential.client_id ?? ""]);
    }

    tell("after one more was set in production and eu:");
    for (const row of table([["env", "region", "team_id", "client_id"], ...rows.sort()])) tell(row);
    assert.deepEqual(rows[0], ["production", "eu", team_id, "23WXYZ"]);
    assert.equal(rows.at(-1)?.[0], "sandbox");
    return `${rows.length} Fitbit credentials in all environments and regions`;
  });

  await step("delete", "credentials.delete([newId, unknownId])", async (tell) => {
    const unknownId = crypto.randomUUID();
    const outcome = await credentials.delete([newId, unknownId]);

    for (const [what, ids] of Object.entries(outcome)) tell(`${what.padEnd(9)}  ${ids.join(", ") || "none"}`);
    assert.deepEqual(outcome, { success: [newId], failure: [], not_found: [unknownId] });
    return "1 deleted, 1 was not there";
  });

  await step("set, refused", "credentials.set(…) with a body that is wrong all over", async (tell) => {
    const requestsBefore = server.requests.length;
    const wrongBody = {
      team_id: "team-7",
      provider: "fitbit",
      client_id: 42,
      details: { fitbit: { is_hr_enabled: "yes", workout_verify_token: "demo-workout-token" } },
    };
    try {
      // @ts-expect-error Editors also report this body as invalid.
      await credentials.set(wrongBody);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;

      tell(`${error.name} with ${error.issues.length} issues`);
      const rows = error.issues.map(({ path, message }) => [path, message]);
      for (const row of table([["path", "message"], ...rows])) tell(row);
      assert.equal(server.requests.length, requestsBefore);
      return "RequestError, nothing was sent";
    }
    return assert.fail("the body was taken");
  });

  await step("list, wrong key", "credentials.list() of a client with a wrong key", async (tell) => {
    const stranger = new JunctionManagement({ orgId, managementKey: "mg_wrong", baseUrl });
    try {
      await stranger.teamCustomCredentials("sandbox", "us").list();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;

      tell(`${error.name}: ${error.message}`);
      assert.equal(error.status, 401);
      return `ApiError with status ${error.status}`;
    }
    return assert.fail("the key was taken");
  });

  end();
} finally {
  await server.close();
}
