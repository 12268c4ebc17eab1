// What is known about a client secret, for each way in which the API may hash it.

import type { FakeStorage } from "junction-credentials/testing";
import { describe, expect, test } from "vitest";
import { config, elsewhere, entry, lockedOf, only, type World, world } from "./world.js";

const secret = "s3cret-of-strava";
const wanted = config(entry("strava", { client_secret: secret }));

/** A world in which the secret was set, and its lock. */
async function settled(secretHash: Kind) {
  const here = world({ storage: { secretHash } });
  const { lock } = await here.applied(wanted);
  return { here, lock };
}

type Kind = NonNullable<FakeStorage["secretHash"]>;
const kinds: readonly Kind[] = ["digest", "sha256", "salted", "salted-per-read"];

describe.each(kinds)("with hashes that are %s", (secretHash) => {
  const created = () => world({ storage: { secretHash } });

  test("there is nothing to do where neither side has a secret", async () => {
    const here = created();
    elsewhere(here, "strava");

    for (const client_secret of [undefined, null]) {
      const difference = await here.plan(config(entry("strava", { client_secret })));

      expect(only(difference)).toMatchObject({ action: "none", secret: "none" });
    }
  });

  test("a secret that is wanted and not stored is set", async () => {
    const here = created();
    expect(only(await here.plan(wanted))).toMatchObject({ action: "create", secret: "rotated" });

    elsewhere(here, "strava");
    expect(only(await here.plan(wanted))).toMatchObject({ action: "update", secret: "rotated" });
  });

  test("a stored secret is removed where null is wanted", async () => {
    const here = created();
    elsewhere(here, "strava", { client_secret: secret });
    const without = config(entry("strava", { client_secret: null }));

    expect(only(await here.plan(without))).toMatchObject({ action: "update", secret: "rotated" });

    await here.applied(without);
    expect(here.api.credentials[0]?.client_secret_hash).toBe(null);
    expect(only(await here.plan(without))).toMatchObject({ action: "none", secret: "none" });
  });

  test("only a hash that is the SHA-256 of a secret proves it without a lock", async () => {
    const here = created();
    elsewhere(here, "strava", { client_secret: secret });

    const { secret: state } = only(await here.plan(wanted));

    expect(state).toBe(secretHash === "sha256" ? "same" : "unverified");
  });

  test("a secret that is known from the lock is the same while nobody touches the credential", async () => {
    const { here, lock } = await settled(secretHash);

    for (let run = 0; run < 2; run += 1) {
      expect(only(await here.plan(wanted, { lock }))).toMatchObject({ action: "none", secret: "same" });
    }
  });

  test("another secret than the locked one is set", async () => {
    const { here, lock } = await settled(secretHash);
    const rotated = config(entry("strava", { client_secret: "another" }));

    expect(only(await here.plan(rotated, { lock }))).toMatchObject({ action: "update", secret: "rotated" });

    const { lock: after } = await here.applied(rotated, { lock });
    expect(only(await here.plan(rotated, { lock: after }))).toMatchObject({ action: "none" });
    expect(lockedOf(after, "strava")?.salt).not.toBe(lockedOf(lock, "strava")?.salt);
  });

  test("a credential that somebody else wrote is skipped or overwritten, unless its hash proves the secret", async () => {
    const { here, lock } = await settled(secretHash);
    elsewhere(here, "strava", { client_secret: secret });
    const proves = secretHash === "digest" || secretHash === "sha256";

    expect(only(await here.plan(wanted, { lock }))).toMatchObject(
      proves ? { action: "none", secret: "same" } : { action: "skip", secret: "changed_elsewhere" },
    );

    const another = config(entry("strava", { client_secret: "another" }));
    // The SHA-256 proves only a secret that is the wanted one. That the hash stayed proves that the secret did.
    expect(only(await here.plan(another, { lock }))).toMatchObject(
      proves ? { action: "update", secret: "rotated" } : { action: "skip", secret: "changed_elsewhere" },
    );
    if (!proves) {
      expect(only(await here.plan(wanted, { lock, drift: "overwrite" }))).toMatchObject({ action: "update" });
    }
  });

  test("a secret that somebody else wrote is never taken for ours", async () => {
    const { here, lock } = await settled(secretHash);
    elsewhere(here, "strava", { client_secret: "theirs" });

    for (const unverified of ["skip", "send"] as const) {
      const change = only(await here.plan(wanted, { lock, unverified }));

      expect(change).toMatchObject({ action: "skip", secret: "changed_elsewhere" });
    }
  });

  test("a crash between response and lock leaves the secret unverified, unless its hash proves it", async () => {
    const { here, lock } = await settled(secretHash);
    const key = Object.keys(lock.credentials)[0] ?? "";
    const pending = { ...lock, credentials: { [key]: { ...lock.credentials[key], pending: true } } };

    const change = only(await here.plan(wanted, { lock: pending }));

    expect(change.secret).toBe(secretHash === "sha256" ? "same" : "unverified");
  });
});

test("an unverified secret is skipped with a reason, sent, or trusted", async () => {
  const here = world();
  elsewhere(here, "strava", { client_secret: secret });

  const skipped = only(await here.plan(wanted));
  expect(skipped.action).toBe("skip");
  expect(skipped.reason).toContain("`unverified`");
  expect(await settledBy(here, "skip")).toEqual({ writes: 0, action: "skip" });
  expect(await settledBy(here, "trust")).toEqual({ writes: 0, action: "none" });
  expect(await settledBy(here, "send")).toEqual({ writes: 1, action: "none" });
});

async function settledBy(here: World, unverified: "skip" | "send" | "trust") {
  const { lock } = await here.applied(wanted, { unverified });
  return { writes: here.writes(), action: only(await here.plan(wanted, { lock })).action };
}

test("a change whose secret is skipped is skipped altogether", async () => {
  const here = world();
  elsewhere(here, "strava", { client_secret: secret, client_id: "other" });

  const { skipped } = await here.applied(wanted);

  expect(skipped[0]?.change.fields.map(({ path }) => path)).toEqual(["client_id"]);
  expect(here.writes()).toBe(0);
});

test("an entry that does not mention the secret of a credential cannot update it", async () => {
  const here = world();
  elsewhere(here, "strava", { client_secret: secret });

  expect(only(await here.plan(config(entry("strava"))))).toMatchObject({ action: "none", secret: "none" });
  const planned = here.plan(config(entry("oura"), entry("strava", { client_id: "new" })));

  await expect(planned).rejects.toMatchObject({
    kind: "request",
    issues: [{ path: "credentials[1].client_secret", message: expect.stringContaining("or null") }],
  });
});

test("keys that come back as null and lists in another order are no difference", async () => {
  const here = world({ storage: { addsNulls: true, reversesLists: true } });
  const labs = config({
    env: "sandbox",
    team: "Clinic North",
    provider: "quest",
    details: { quest: { a: ["x", "y"] }, allowed_billing_types: ["client_bill", "patient_bill"] },
  } as never);

  const { lock } = await here.applied(labs);
  // What the API does not describe is compared in order.
  const [change] = (await here.plan(labs, { lock })).changes;

  expect(change?.fields.map(({ path }) => path)).toEqual(["details.quest"]);
});
