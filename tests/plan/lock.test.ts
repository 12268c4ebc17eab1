// The lock: whose it is, and that nothing in it changes without a reason.

import { apply, type Lock } from "junction-credentials/plan";
import { expect, test } from "vitest";
import { config, entry, lockedOf, north, orgId, origin, world } from "./world.js";

const empty: Lock = { version: 1, org_id: orgId, origin, credentials: {} };
const wanted = config(entry("strava", { client_secret: "s" }));

test("a lock has a version, the organisation, the origin, and its keys in order", async () => {
  const here = world();
  const secret = { client_secret: "s" };

  const { lock } = await here.applied(config(entry("whoop_v2", secret), entry("oura", secret)));

  expect(Object.keys(lock)).toEqual(["version", "org_id", "origin", "credentials"]);
  expect(lock).toMatchObject({ version: 1, org_id: orgId, origin });
  const keys = Object.keys(lock.credentials);
  expect(keys).toEqual([...keys].sort());
  expect(Object.keys(lockedOf(lock, "oura") ?? {})).toEqual(["updated_at", "salt", "secret", "hash"]);
});

test("a lock whose keys were out of order is in order again", async () => {
  const here = world();
  const both = config(entry("oura", { client_secret: "s" }), entry("strava", { client_secret: "t" }));
  const { lock } = await here.applied(both);
  const turned = Object.fromEntries(Object.entries(lock.credentials).reverse());

  const { lock: after } = await here.applied(both, { lock: { ...lock, credentials: turned } });

  expect(JSON.stringify(after)).toBe(JSON.stringify(lock));
});

test("what did not change is byte for byte the same", async () => {
  const here = world();
  const { lock } = await here.applied(wanted);

  const { lock: after } = await here.applied(
    config(...wanted.credentials, entry("oura", { client_secret: "t" })),
    {
      lock: JSON.parse(JSON.stringify(lock)),
    },
  );

  expect(JSON.stringify(lockedOf(after, "strava"))).toBe(JSON.stringify(lockedOf(lock, "strava")));
  expect(here.writes()).toBe(2);
});

test("a credential without a secret is in no lock", async () => {
  const here = world();

  const { lock } = await here.applied(config(entry("strava")));
  expect(lock.credentials).toEqual({});

  const { lock: set } = await here.applied(wanted, { lock });
  const { lock: removed } = await here.applied(config(entry("strava", { client_secret: null })), {
    lock: set,
  });
  expect(removed.credentials).toEqual({});
});

test("a lock of a newer version, of another organisation or origin, or that is none, is refused", async () => {
  const here = world();
  const paths = async (lock: unknown) => {
    const error = await here.plan(wanted, { lock: lock as Lock }).catch((thrown: unknown) => thrown);
    return (error as { issues: { path: string }[] }).issues.map(({ path }) => path);
  };

  expect(await paths({ ...empty, version: 2 })).toEqual(["lock.version"]);
  expect(await paths({ ...empty, org_id: "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11" })).toEqual(["lock.org_id"]);
  expect(await paths({ ...empty, origin: "https://api.example" })).toEqual(["lock.origin"]);
  expect(await paths([])).toEqual(["lock"]);
  expect(await paths("{")).toEqual(["lock"]);
  expect(await paths({ ...empty, credentials: { a: 1n } })).toEqual(["lock"]);
  expect(await paths({ ...empty, credentials: { a: { secret: 7 } } })).toEqual(["lock.credentials.*.secret"]);
  expect(here.api.requests).toEqual([]);
  await here.plan(wanted, { lock: { ...empty, org_id: orgId.toUpperCase() } });
});

test("a lock that onProgress receives cannot be changed", async () => {
  const here = world();
  const difference = await here.plan(wanted);
  const isFrozen: boolean[] = [];

  await apply(here.junction, difference, wanted, {
    onProgress: ({ lock }) => {
      isFrozen.push(Object.isFrozen(lock) && Object.isFrozen(lock.credentials));
    },
  });

  expect(isFrozen).toEqual([true, true]);
});

test("an entry without a fingerprint says nothing about the secret", async () => {
  const here = world({ storage: { secretHash: "salted" } });
  const { lock } = await here.applied(wanted);
  const credentials = { [`sandbox/us/${north}/strava`]: {} };

  const [change] = (await here.plan(wanted, { lock: { ...lock, credentials } })).changes;

  expect(change?.secret).toBe("unverified");
});
