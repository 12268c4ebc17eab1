// Plans in every runtime. tests/plan has all other tests of plans.

import { JunctionManagement, RequestError } from "junction-credentials";
import { apply, defineConfig, plan, pull } from "junction-credentials/plan";
import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { orgId, teamA } from "./observed.js";

const config = defineConfig({
  credentials: [
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "strava",
      client_id: "1",
      client_secret: () => "s3cret",
    },
    { env: "sandbox", team_id: teamA, provider: "oura", client_id: "2", client_secret: { env: "OURA" } },
  ],
});
const resolve = { env: () => "another s3cret" };

function organisation() {
  const api = fakeManagementApi({ teams: [{ id: teamA, name: "Clinic North" }] });
  const junction = new JunctionManagement({ orgId, managementKey: "mg_plan", fetch: api.fetch });
  return { api, junction };
}

test("a plan is applied, and then nothing differs", async () => {
  const { api, junction } = organisation();

  const difference = await plan(junction, config, { resolve });
  const { done, lock } = await apply(junction, difference, config, { resolve });
  const { summary } = await plan(junction, config, { resolve, lock });

  expect(difference.summary.create).toBe(2);
  expect(done.length).toBe(2);
  expect(summary.none).toBe(2);
  expect(api.credentials.length).toBe(2);
  expect(JSON.stringify([difference, done, lock])).not.toContain("s3cret");
});

test("a wrong config is an error of the class that the client exports", async () => {
  const { junction } = organisation();

  const error: unknown = await plan(junction, { credentials: [{}] } as never).catch((thrown) => thrown);

  expect(error).toBeInstanceOf(RequestError);
});

test("a file that a runtime does not have is an issue with its path", async () => {
  const { junction } = organisation();
  const [strava] = config.credentials;
  const fromFile = { credentials: [{ ...strava, client_secret: { file: "no such file" } }] };

  const error = await plan(junction, fromFile as never, { resolve }).catch((thrown) => thrown);

  expect(error.issues.map(({ path }: { path: string }) => path)).toEqual(["credentials[0].client_secret"]);
});

test("what is stored is pulled with references in place of secrets", async () => {
  const { api, junction } = organisation();
  api.scope("production", "us").set({ team_id: teamA, provider: "polar", client_secret: "s3cret" });

  const { config: pulled, variables } = await pull(junction);

  expect(pulled.credentials.length).toBe(1);
  expect(variables.map(({ name }) => name)).toEqual(["PRODUCTION_US_CLINIC_NORTH_POLAR_CLIENT_SECRET"]);
});
