// No secret of a config or of the API is in anything that `plan`, `apply` and `pull` return, report or throw.

import { inspect } from "node:util";
import { JunctionManagement } from "junction-credentials";
import { type ApplyProgress, apply, type PlanConfig, pull } from "junction-credentials/plan";
import { afterEach, expect, test, vi } from "vitest";
import { secretKeys } from "../../pkg/dist/secret-keys.js";
import { north, world } from "./world.js";

const canary = "CANARY";
afterEach(() => vi.unstubAllEnvs());

/** Every secret field, and every kind of reference. */
const config = {
  credentials: [
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "strava",
      client_id: "1",
      client_secret: { env: "A_VARIABLE" },
    },
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "oura",
      client_id: () => `${canary}-id`,
      client_secret: `${canary}-1`,
    },
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "fitbit",
      client_id: "1",
      client_secret: async () => `${canary}-2`,
      details: {
        fitbit: {
          workout_verify_token: `${canary}-3`,
          sleep_verify_token: { env: "A_VARIABLE" },
          body_verify_token: () => `${canary}-4`,
          foods_verify_token: `${canary}-5`,
          [`${canary}-key`]: `${canary}-6`,
        },
      },
    },
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "polar",
      client_secret: `${canary}-0`,
      details: {
        webhook_secret: { file: "a.txt" },
        [`${canary}-key`]: { [`${canary}-key`]: `${canary}-7` },
      },
    },
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "quest",
      details: { quest: { [`${canary}-key`]: `${canary}-8`, a: { b: { env: "A_VARIABLE" } } } },
    },
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "getlabs",
      details: {
        getlabs: { webhook_secret_key: `${canary}-9`, webhook_secret_token: { env: "A_VARIABLE" } },
      },
    },
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "phlebfinders",
      details: {
        phlebfinders: {
          account_id: "1",
          account_name: "a",
          team_id: "1",
          team_name: "t",
          webhook_token: `${canary}-10`,
          email: "a@example.com",
        },
      },
    },
  ],
  prune: [{ env: "sandbox", region: "us" }],
} as unknown as PlanConfig;

const resolve = { file: () => `${canary}-file` };

test("every secret field of the models is in the config", () => {
  const keys = JSON.stringify(config, (_, value) => (typeof value === "function" ? "function" : value));

  for (const key of secretKeys) expect(keys).toContain(`"${key}"`);
});

/** Everything that a value shows. */
function shown(value: unknown): string {
  const text = inspect(value, { depth: 20, showHidden: true, maxStringLength: null, breakLength: 200 });
  return `${text} ${JSON.stringify(value)} ${value instanceof Error ? `${value.stack} ${value.message}` : ""}`;
}

function expectNoSecret(value: unknown): void {
  expect(shown(value)).not.toContain(canary);
}

/** Hashes of secrets that are stored in the fake API. */
function expectNoHash(value: unknown, hashes: readonly string[]): void {
  for (const hash of hashes) expect(shown(value)).not.toContain(hash);
}

test("a plan, its outcome, its lock and its progress have no secret and no hash of the API", async () => {
  vi.stubEnv("A_VARIABLE", `${canary}-variable`);
  const here = world();
  for (const provider of ["strava", "polar", "whoop_v2"] as const) {
    const details = { webhook_secret: `${canary}-stored`, [`${canary}-stored-key`]: `${canary}-stored` };
    here.api.scope("sandbox", "us").set({
      team_id: north,
      provider,
      client_secret: `${canary}-stored`,
      details: provider === "polar" ? details : null,
    });
  }
  const hashes = here.api.credentials.map(({ client_secret_hash }) => client_secret_hash ?? "");
  const events: unknown[] = [];
  const onProgress = (event: ApplyProgress) => void events.push(structuredClone(event));

  const difference = await here.plan(config, {
    resolve,
    prune: true,
    unverified: "send",
    onProgress: (event) => events.push(event),
  });
  const outcome = await apply(here.junction, difference, config, { resolve, onProgress });
  const again = await here.plan(config, { resolve, lock: outcome.lock, prune: true });

  expect(outcome.done).toHaveLength(8);
  expect(again.summary).toMatchObject({ none: 7, update: 0 });
  hashes.push(...here.api.credentials.flatMap(({ client_secret_hash }) => client_secret_hash ?? []));
  for (const value of [difference, outcome, again, ...events, here.junction]) {
    expectNoSecret(value);
    expectNoHash(value, hashes);
  }
});

test("no error has a secret", async () => {
  vi.stubEnv("A_VARIABLE", `${canary}-variable`);
  const here = world();
  const difference = await here.plan(config, { resolve });
  const thrown = async (call: () => Promise<unknown>) => {
    const error: unknown = await call().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Error);
    expectNoSecret(error);
  };
  const wrong = (entry: object) =>
    ({ credentials: [{ env: "sandbox", team: "Clinic North", ...entry }] }) as never;

  await thrown(() => here.plan({ ...config, [`${canary}-key`]: 1 } as never, { resolve }));
  await thrown(() => here.plan(wrong({ provider: `${canary}-a`, client_secret: [`${canary}-b`] })));
  await thrown(() =>
    here.plan(wrong({ provider: "polar", details: { webhook_secret: { a: `${canary}-c` } } })),
  );
  await thrown(() => here.plan(wrong({ provider: "polar", details: { [`${canary}-key`]: Number.NaN } })));
  await thrown(() => here.plan(wrong({ provider: "strava", team: `${canary}-team` })));
  await thrown(() =>
    here.plan(wrong({ provider: "strava", client_secret: () => Promise.reject(new Error(canary)) })),
  );
  await thrown(() => here.plan(config, { resolve: { file: () => Promise.reject(new Error(canary)) } }));
  await thrown(() =>
    here.plan(config, { resolve, lock: { version: 1, org_id: canary, origin: canary } as never }),
  );
  await thrown(() => apply(here.junction, { version: canary } as never, config));
  await thrown(() =>
    apply(here.junction, difference, config, {
      resolve,
      onProgress: () => Promise.reject(new Error("disk full")),
    }),
  );

  // A 422 of the API repeats the whole body.
  here.api.faults.push({
    kind: "status",
    status: 422,
    times: 7,
    operation: "set",
    body: JSON.stringify({
      detail: [{ loc: ["body"], msg: `no ${canary}-1`, type: "missing", input: canary }],
    }),
  });
  const { failed } = await apply(here.junction, difference, config, { resolve });
  expect(failed).toHaveLength(7);
  const ofOura = failed.filter(({ change }) => change.provider === "oura");
  expectNoSecret(ofOura);
});

test("a pulled config has no secret", async () => {
  vi.stubEnv("A_VARIABLE", `${canary}-variable`);
  const here = world();
  await here.applied(config, { resolve });
  here.api.credentials.forEach((credential) => {
    if (credential.source === "oura") credential.client_id = "1";
  });

  const pulled = await pull(here.junction);

  // Keys that are not described are kept, as the API returned them.
  const values = JSON.stringify(pulled).replaceAll(`"${canary}-key":`, "");
  expect(values).not.toContain(canary);
  expect(pulled.variables.length).toBeGreaterThan(8);
});

test("a key of the client is in no lock", async () => {
  const here = world();
  const junction = new JunctionManagement({
    orgId: "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10",
    managementKey: `mg_${canary}`,
    fetch: here.api.fetch,
  });

  expectNoSecret(junction);
});
