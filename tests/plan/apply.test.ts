// How `apply` makes changes: in which order, when it stops, and what it does about lost responses and other writers.

import type { Fetch, FetchInit } from "junction-credentials";
import { type ApplyProgress, apply, type Outcome, PlanError } from "junction-credentials/plan";
import type { Fault } from "junction-credentials/testing";
import { describe, expect, test } from "vitest";
import { config, elsewhere, entry, lockedOf, north, only, south, teams, world } from "./world.js";

const secret = "s3cret-of-strava";
const strava = entry("strava", { client_secret: secret });
const three = config(entry("oura"), entry("strava"), entry("whoop_v2"));

/** What became of changes, by provider. */
function fates({ done, failed, skipped, unknown }: Outcome): Record<string, string> {
  const lists = Object.entries({ done, failed, skipped, unknown });
  return Object.fromEntries(
    lists.flatMap(([fate, results]) => results.map(({ change }) => [change.provider, fate])),
  );
}

test("a plan that is applied twice does nothing the second time", async () => {
  const here = world();
  const wanted = config(strava, entry("oura"));
  const difference = await here.plan(wanted);

  const first = await apply(here.junction, difference, wanted);
  const writes = here.writes();
  const again = await here.plan(wanted, { lock: first.lock });
  const second = await apply(here.junction, again, wanted, { lock: first.lock });

  expect(fates(first)).toEqual({ strava: "done", oura: "done" });
  expect(second).toEqual({
    done: [],
    failed: [],
    skipped: [],
    unknown: [],
    aborted: false,
    lock: first.lock,
  });
  expect(here.writes()).toBe(writes);
});

test("a plan survives JSON", async () => {
  const here = world();

  const saved = JSON.parse(JSON.stringify(await here.plan(three)));

  expect(fates(await apply(here.junction, saved, three))).toEqual({
    oura: "done",
    strava: "done",
    whoop_v2: "done",
  });
});

test("a plan whose keys were sorted by another program is applied", async () => {
  const here = world();
  elsewhere(here, "oura", { client_id: "old" });
  const wanted = config(entry("oura"));
  const difference = await here.plan(wanted);
  const sorted = JSON.stringify(difference, (_, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );

  expect(fates(await apply(here.junction, JSON.parse(sorted), wanted))).toEqual({ oura: "done" });
});

test("anything else than a plan of this version is refused", async () => {
  const here = world();
  const difference = await here.plan(three);
  const [change] = difference.changes;

  for (const wrong of [
    undefined,
    {},
    { ...difference, version: 2 },
    { ...difference, changes: undefined },
    { ...difference, options: undefined },
    { ...difference, changes: [{ ...change, team_id: 7 }] },
  ]) {
    await expect(apply(here.junction, wrong as never, three)).rejects.toMatchObject({ kind: "request" });
  }
  expect(here.writes()).toBe(0);
});

describe("somebody else changes a credential between plan and apply", () => {
  test("an update of what was written again is stale", async () => {
    const here = world();
    elsewhere(here, "strava", { client_id: "old" });
    const wanted = config(entry("strava"));
    const difference = await here.plan(wanted);
    elsewhere(here, "strava", { client_id: "theirs" });

    const { failed } = await apply(here.junction, difference, wanted);

    expect(failed[0]?.error).toMatchObject({ kind: "stale" });
    expect(here.api.credentials[0]?.client_id).toBe("theirs");
  });

  test("a create of what exists by now is stale, and so is an update of what is gone", async () => {
    const here = world();
    elsewhere(here, "oura", { client_id: "old" });
    const wanted = config(entry("strava"), entry("oura"));
    const difference = await here.plan(wanted);
    here.api.credentials.length = 0;
    elsewhere(here, "strava", { client_id: "theirs" });

    const outcome = await apply(here.junction, difference, wanted);

    expect(outcome.failed.map(({ error }) => (error as { kind: string }).kind)).toEqual(["stale", "stale"]);
    expect(here.writes()).toBe(0);
  });

  test("a delete of what was written again is stale", async () => {
    const here = world();
    elsewhere(here, "strava");
    const wanted = { credentials: [], prune: [{ env: "sandbox", region: "us" }] } as const;
    const difference = await here.plan(wanted, { prune: true });
    elsewhere(here, "strava", { client_id: "theirs" });

    const { failed } = await apply(here.junction, difference, wanted);

    expect(failed[0]?.error).toMatchObject({ kind: "stale" });
    expect(here.api.credentials).toHaveLength(1);
  });
});

test("a change that the config does not ask for any more fails", async () => {
  const here = world();
  elsewhere(here, "oura", { client_id: "old" });
  elsewhere(here, "strava");
  const wanted = { ...config(entry("oura")), prune: [{ env: "sandbox", region: "us" }] } as const;
  const difference = await here.plan(wanted, { prune: true });

  for (const changed of [
    config(entry("oura", { client_id: "newer" })),
    config(),
    { ...config(entry("strava")), prune: [{ env: "sandbox", region: "us" }] } as const,
    { ...config(), prune: [{ env: "sandbox", region: "us", providers: ["polar"] }] } as const,
  ]) {
    const { failed, done } = await apply(here.junction, difference, changed);

    expect(done).toEqual([]);
    expect(failed[0]?.error).toMatchObject({ kind: "config_changed" });
  }
  expect(here.writes()).toBe(0);
});

describe("a response is lost", () => {
  const lost: readonly Fault[] = [
    { kind: "network", operation: "set" },
    { kind: "status", status: 500, operation: "set" },
    { kind: "broken-json", operation: "set" },
  ];

  test.each(lost)(
    "after the write: the change is done, and its secret is not known ($kind)",
    async (fault) => {
      const here = world();
      here.api.faults.push({ ...fault, executed: true });

      const outcome = await here.applied(config(strava));

      expect(fates(outcome)).toEqual({ strava: "done" });
      expect(here.writes()).toBe(1);
      expect(lockedOf(outcome.lock, "strava")).toBeUndefined();
      expect(only(await here.plan(config(strava), { lock: outcome.lock })).secret).toBe("unverified");
    },
  );

  test.each(lost)(
    "before the write: the change is unknown, and its secret stays pending ($kind)",
    async (fault) => {
      const here = world();
      here.api.faults.push(fault);

      const outcome = await here.applied(config(strava));

      expect(fates(outcome)).toEqual({ strava: "unknown" });
      expect(here.writes()).toBe(1);
      expect(lockedOf(outcome.lock, "strava")).toEqual({ pending: true });
      expect(only(await here.plan(config(strava), { lock: outcome.lock }))).toMatchObject({
        action: "create",
      });
    },
  );

  test("and a hash that is the SHA-256 of the secret proves that it was stored", async () => {
    const here = world({ storage: { secretHash: "sha256" } });
    here.api.faults.push({ kind: "network", operation: "set", executed: true });

    const { lock } = await here.applied(config(strava));

    expect(lockedOf(lock, "strava")?.secret).toBeDefined();
  });

  test("and an update that did not arrive is not taken for done, though somebody else wrote", async () => {
    const here = world(
      {},
      (api) =>
        (async (url: string, init: FetchInit) => {
          if (init.method !== "POST") return await (api.fetch as Fetch)(url, init);
          api.scope("sandbox", "us").set({ team_id: north, provider: "oura", client_id: "theirs" });
          throw new TypeError("fetch failed");
        }) as Fetch,
    );
    elsewhere(here, "oura", { client_id: "old" });

    expect(fates(await here.applied(config(entry("oura"))))).toEqual({ oura: "unknown" });
  });

  test.each([
    ["a redirect", { kind: "redirect", location: "https://elsewhere.example", operation: "delete" }],
  ] as const)("of a delete by %s: it is not repeated", async (_, fault) => {
    const here = world();
    elsewhere(here, "strava");
    const wanted = { credentials: [], prune: [{ env: "sandbox", region: "us" }] } as const;
    here.api.faults.push({ ...fault, times: Number.POSITIVE_INFINITY } as Fault);

    const outcome = await here.applied(wanted, { prune: true });

    expect(fates(outcome)).toEqual({ strava: "unknown" });
    expect(here.writes()).toBe(1);
  });

  test("of a delete: it is repeated, and what is not found then is deleted", async () => {
    const here = world();
    elsewhere(here, "strava");
    here.api.faults.push({ kind: "network", operation: "delete", executed: true });
    const wanted = { credentials: [], prune: [{ env: "sandbox", region: "us" }] } as const;

    const outcome = await here.applied(wanted, { prune: true });

    expect(fates(outcome)).toEqual({ strava: "done" });
    expect(here.writes()).toBe(2);
  });
});

test("a 429 with Retry-After is waited for, and nothing is sent twice", async () => {
  const here = world();
  here.api.faults.push({ kind: "status", status: 429, retryAfter: "1", operation: "set" });
  const start = performance.now();

  const outcome = await here.applied(three);

  expect(fates(outcome)).toEqual({ oura: "done", strava: "done", whoop_v2: "done" });
  expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  expect(here.writes()).toBe(4);
});

test("a 429 whose Retry-After is too long fails the change, which is not pending afterwards", async () => {
  const here = world();
  here.api.faults.push({ kind: "status", status: 429, retryAfter: "61", operation: "set" });

  const outcome = await here.applied(config(strava));

  expect(outcome.failed[0]?.error).toMatchObject({ kind: "api", status: 429 });
  expect(outcome.lock.credentials).toEqual({});
  expect(here.writes()).toBe(1);
});

test("a team that the key may not touch fails, and all others are done", async () => {
  const here = world(
    {},
    (api) =>
      (async (url: string, init: FetchInit) => {
        const isForbidden = init.method === "POST" && init.body?.includes(south);
        if (isForbidden) return new Response('{"detail":"Not allowed"}', { status: 403 });
        return await (api.fetch as Fetch)(url, init);
      }) as Fetch,
  );
  const wanted = config(entry("oura"), entry("strava"), {
    ...entry("whoop_v2"),
    team: "Clinic South",
  } as never);

  const outcome = await here.applied(wanted);

  expect(fates(outcome)).toEqual({ oura: "done", strava: "done", whoop_v2: "failed" });
  expect(outcome.failed[0]?.error).toMatchObject({ kind: "api", status: 403 });
  expect(outcome.lock.credentials).toEqual({});
});

test("sets come before deletes, and a team whose set failed loses nothing", async () => {
  const here = world();
  elsewhere(here, "whoop_v2");
  const wanted = { ...config(entry("strava")), prune: [{ env: "sandbox", region: "us" }] } as const;

  here.api.faults.push({ kind: "status", status: 403, operation: "set" });
  expect(fates(await here.applied(wanted, { prune: true }))).toEqual({
    strava: "failed",
    whoop_v2: "skipped",
  });

  expect(fates(await here.applied(wanted, { prune: true }))).toEqual({ strava: "done", whoop_v2: "done" });
  expect(
    here.api.requests.flatMap(({ operation }) =>
      operation === "set" || operation === "delete" ? [operation] : [],
    ),
  ).toEqual(["set", "set", "delete"]);
});

test("a credential that the API does not delete fails", async () => {
  const here = world();
  elsewhere(here, "strava");
  const { id = "" } = here.api.credentials[0] ?? {};
  const body = JSON.stringify({ success: [], failure: [id], not_found: [] });
  here.api.faults.push({ kind: "status", status: 200, body, operation: "delete" });
  const wanted = { credentials: [], prune: [{ env: "sandbox", region: "us" }] } as const;

  const { failed } = await here.applied(wanted, { prune: true });

  expect(failed[0]?.error).toMatchObject({ kind: "not_deleted" });
});

test("at most `concurrency` teams are changed at once, and each team has one write at a time over all scopes", async () => {
  const many = Array.from({ length: 6 }, (_, index) => `0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f2${index}`);
  const busy = new Map<string, number>();
  let most = 0;
  let mostOfTeam = 0;
  const here = world(
    { teams: [...teams, ...many.map((id) => ({ id, name: id }))] },
    (api) =>
      (async (url: string, init: FetchInit) => {
        if (init.method !== "POST") return await (api.fetch as Fetch)(url, init);
        const { team_id } = JSON.parse(init.body ?? "");
        busy.set(team_id, (busy.get(team_id) ?? 0) + 1);
        most = Math.max(
          most,
          [...busy.values()].reduce((sum, count) => sum + count, 0),
        );
        mostOfTeam = Math.max(mostOfTeam, busy.get(team_id) ?? 0);
        await new Promise((resolve) => setTimeout(resolve, 5));
        busy.set(team_id, (busy.get(team_id) ?? 0) - 1);
        return await (api.fetch as Fetch)(url, init);
      }) as Fetch,
  );
  const wanted = config(
    ...many.flatMap((team_id) =>
      (["sandbox", "production"] as const).flatMap((env) =>
        (["oura", "strava"] as const).map((provider) => ({ env, team_id, provider })),
      ),
    ),
  );

  const outcome = await here.applied(wanted, { concurrency: 3 });

  expect(outcome.done).toHaveLength(24);
  expect([most, mostOfTeam]).toEqual([3, 1]);
});

describe("progress", () => {
  test("each write is told before and after, one at a time, with the lock of now", async () => {
    const here = world();
    const wanted = config(strava, {
      ...entry("oura", { client_secret: "b" }),
      team: "Clinic South",
    } as never);
    const events: string[] = [];
    let isBusy = false;
    const onProgress = async ({ change, status, lock }: ApplyProgress) => {
      expect(isBusy).toBe(false);
      isBusy = true;
      await new Promise((resolve) => setTimeout(resolve, 3));
      isBusy = false;
      const own = lock.credentials[`sandbox/us/${change.team_id}/${change.provider}`];
      events.push(
        `${change.provider} ${status} ${own?.pending ? "pending" : own?.secret ? "locked" : "none"}`,
      );
    };

    await apply(here.junction, await here.plan(wanted), wanted, { onProgress });

    expect(events.sort()).toEqual([
      "oura done locked",
      "oura started pending",
      "strava done locked",
      "strava started pending",
    ]);
  });

  test("a failure to tell ends apply with what became of each change, and nothing new is begun", async () => {
    const here = world();
    const difference = await here.plan(three);
    const cause = new Error("disk full");
    const onProgress = ({ change, status }: ApplyProgress) => {
      if (change.provider === "oura" && status === "done") throw cause;
    };

    const error = await apply(here.junction, difference, three, { onProgress }).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).toBeInstanceOf(PlanError);
    const { outcome, lock, cause: kept } = error as PlanError;
    expect(fates(outcome)).toEqual({ oura: "done", strava: "skipped", whoop_v2: "skipped" });
    expect([lock, kept]).toEqual([outcome.lock, cause]);
    expect(here.writes()).toBe(1);
  });

  test("a failure to tell that a set is about to begin keeps it from beginning", async () => {
    const here = world();
    const wanted = config(strava);
    const onProgress = () => Promise.reject(new Error("disk full"));

    const error = await apply(here.junction, await here.plan(wanted), wanted, { onProgress }).catch(
      (thrown: unknown) => thrown,
    );

    expect((error as PlanError).lock.credentials).toEqual({});
    expect(here.writes()).toBe(0);
  });
});

describe("an abort", () => {
  test("begins nothing new, and resolves when what is under way has ended", async () => {
    const controller = new AbortController();
    const here = world(
      {},
      (api) =>
        (async (url: string, init: FetchInit) => {
          if (init.body?.includes("strava")) {
            controller.abort();
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
          return await (api.fetch as Fetch)(url, init);
        }) as Fetch,
    );
    const difference = await here.plan(three);

    const outcome = await apply(here.junction, difference, three, { signal: controller.signal });

    expect(outcome.aborted).toBe(true);
    expect(fates(outcome)).toEqual({ oura: "done", strava: "done", whoop_v2: "skipped" });
  });

  test("ends the wait for a repetition, and does not repeat", async () => {
    const here = world();
    const wanted = config(strava);
    const difference = await here.plan(wanted);
    here.api.faults.push({ kind: "status", status: 429, retryAfter: "30", operation: "set" });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const start = performance.now();

    const outcome = await apply(here.junction, difference, wanted, { signal: controller.signal });

    expect(performance.now() - start).toBeLessThan(5_000);
    expect(fates(outcome)).toEqual({ strava: "failed" });
    expect(here.writes()).toBe(1);
    expect(outcome.lock.credentials).toEqual({});
  });

  test("before the beginning skips everything", async () => {
    const here = world();
    const difference = await here.plan(three);

    const outcome = await apply(here.junction, difference, three, { signal: AbortSignal.abort() });

    expect(outcome.aborted).toBe(true);
    expect(outcome.skipped).toHaveLength(3);
    expect(here.writes()).toBe(0);
  });
});
