// The JSON Schemas of config and lock, which editors use.

import { expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";

const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
const strava = { env: "sandbox", team: "Clinic North", provider: "strava" };
const secret = { env: "SECRET" };
const lock = { version: 1, org_id: team_id, origin: "https://api.management.junction.com" };
const locked = { updated_at: "2026-05-01T10:00:00Z", salt: "a", secret: "b", hash: "c" };

const config = (entry: object, more: object = {}) => ({ credentials: [entry], ...more });
const valid = {
  config: [
    { credentials: [] },
    config(strava, { $schema: "./node_modules/junction-credentials/schema/config.json" }),
    config({ ...strava, client_id: "1", client_secret: secret, region: "us" }),
    config({ ...strava, client_id: { file: "id" }, client_secret: null, redirect_url_override: null }),
    config({ env: "production", team_id, provider: "polar", details: { webhook_secret: secret } }),
    config({
      env: "production",
      team: { integration_team_id: "17" },
      provider: "freestyle_libre",
      client_id: secret,
    }),
    config({ ...strava, provider: "quest", details: { quest: { a: { b: secret } } } }),
    config(strava, { prune: [{ env: "sandbox", region: "us", teams: ["Clinic"], providers: ["oura"] }] }),
  ],
  lock: [
    { ...lock, credentials: {} },
    { ...lock, credentials: { [`sandbox/us/${team_id}/strava`]: locked } },
    { ...lock, credentials: { [`sandbox/us/${team_id}/strava`]: { pending: true } } },
  ],
};
const invalid = {
  config: [
    [],
    {},
    config({ ...strava, team_id }),
    config({ env: "sandbox", provider: "strava" }),
    config({ ...strava, env: "sandbx" }),
    config({ ...strava, provider: "strva" }),
    config({ ...strava, clientid: "1" }),
    // A file under version control has no secret.
    config({ ...strava, client_secret: "s3cret" }),
    config({ ...strava, client_secret: { env: "s3cret!" } }),
    config({ ...strava, provider: "polar", details: { webhook_secret: "s3cret" } }),
    config({ ...strava, provider: "google_health" }),
    config({ ...strava, provider: "freestyle_libre", client_id: "1", client_secret: secret }),
    config(strava, { prune: [{ env: "sandbox" }] }),
    config(strava, { prunes: [] }),
  ],
  lock: [
    { ...lock },
    { ...lock, version: 2, credentials: {} },
    { ...lock, credentials: { strava: locked } },
    { ...lock, credentials: { [`sandbox/us/${team_id}/strava`]: { ...locked, client_secret: "s" } } },
  ],
};

let found: Record<"config" | "lock", boolean[]>;
installed("libraries/json-schema", async ({ run, write }) => {
  const documents = {
    config: [...valid.config, ...invalid.config],
    lock: [...valid.lock, ...invalid.lock],
  };
  await write("documents.json", JSON.stringify(documents));
  found = JSON.parse(await run("node", ["config.mjs"]));
});

test.each(["config", "lock"] as const)("Ajv, strict, accepts each valid %s and no other", (name) => {
  expect(found[name]).toEqual([...valid[name].map(() => true), ...invalid[name].map(() => false)]);
});
