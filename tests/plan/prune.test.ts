// Deletes happen only with `prune: true`, and only within the bounds of the config.

import type { PlanConfig, PruneBound } from "junction-credentials/plan";
import { expect, test } from "vitest";
import { config, elsewhere, entry, north, south, world } from "./world.js";

/** A world with credentials of two teams, in two scopes. */
function stocked() {
  const here = world();
  for (const env of ["sandbox", "production"] as const) {
    elsewhere(here, "strava", {}, [env, "us"]);
    elsewhere(here, "oura", {}, [env, "us"]);
    here.api.scope(env, "us").set({ team_id: south, provider: "oura" });
  }
  return here;
}

/** What a plan with these bounds deletes. */
async function deleted(
  prune: readonly PruneBound[] | undefined,
  options = { prune: true },
): Promise<string[]> {
  const wanted: PlanConfig = { ...config(entry("strava")), ...(prune && { prune }) };
  const { changes } = await stocked().plan(wanted, options);
  return changes
    .filter(({ action }) => action === "delete")
    .map(({ env, team_id, provider }) => `${env} ${team_id === north ? "north" : "south"} ${provider}`);
}

test("nothing is deleted without the option, without bounds, and by an empty config", async () => {
  const everything = [{ env: "sandbox", region: "us" }] as const;

  expect(await deleted(everything, { prune: false })).toEqual([]);
  expect(await deleted(undefined)).toEqual([]);
  expect(await deleted([])).toEqual([]);
  const empty = await stocked().plan({ credentials: [] }, { prune: true });
  expect(empty.changes).toEqual([]);
});

test("only what lies within the bounds is deleted", async () => {
  const scope = { env: "sandbox", region: "us" } as const;

  expect(await deleted([scope])).toEqual(["sandbox north oura", "sandbox south oura"]);
  expect(await deleted([{ ...scope, teams: ["Clinic South"] }])).toEqual(["sandbox south oura"]);
  expect(await deleted([{ ...scope, teams: [{ integration_team_id: "n-17" }] }])).toEqual([
    "sandbox north oura",
  ]);
  expect(await deleted([{ ...scope, providers: ["polar"] }])).toEqual([]);
  expect(await deleted([{ ...scope, teams: [] }])).toEqual([]);
  expect(await deleted([{ ...scope, providers: [] }])).toEqual([]);
  expect(await deleted([{ ...scope, env: "production", teams: ["Clinic North"] }])).toEqual([
    "production north oura",
    "production north strava",
  ]);
});

test("a provider that nobody could set again is never deleted", async () => {
  const here = world({
    credentials: [
      { team_id: north, source: "hint_health" },
      { team_id: north, source: "acme" },
    ],
  });

  const { changes } = await here.plan(
    { credentials: [], prune: [{ env: "sandbox", region: "us" }] },
    { prune: true },
  );

  expect(changes).toEqual([]);
});

test("what was pruned is in the lock no more, and what the config does not name stays in it", async () => {
  const here = world();
  const secret = { client_secret: "s" };
  const both = config(entry("strava", secret), entry("oura", secret));
  const { lock } = await here.applied({
    ...both,
    credentials: [...both.credentials, entry("whoop_v2", secret)],
  });
  const fewer = {
    ...config(entry("strava", secret)),
    prune: [{ env: "sandbox", region: "us", providers: ["oura"] }],
  } as const;

  const { lock: after } = await here.applied(fewer, { lock, prune: true });

  const providers = (value: typeof lock) => Object.keys(value.credentials).map((key) => key.split("/")[3]);
  expect(providers(lock)).toEqual(["oura", "strava", "whoop_v2"]);
  expect(providers(after)).toEqual(["strava", "whoop_v2"]);
  const kept = (value: typeof lock) => JSON.stringify(value.credentials[`sandbox/us/${north}/whoop_v2`]);
  expect(kept(after)).toBe(kept(lock));
});

test("of several credentials of one team and provider, all are deleted", async () => {
  const here = world({
    credentials: [
      { team_id: north, source: "oura" },
      { team_id: north, source: "oura" },
    ],
  });
  const wanted: PlanConfig = { credentials: [], prune: [{ env: "sandbox", region: "us" }] };

  const { done } = await here.applied(wanted, { prune: true });

  expect(done).toHaveLength(2);
  expect((await here.plan(wanted, { prune: true })).changes).toEqual([]);
});
