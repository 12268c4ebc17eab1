// What is wrong in a config or in options is a RequestError, whatever it is, and nothing hangs.

import { isJunctionError } from "junction-credentials";
import { apply, type ConfigEntry, plan, pull } from "junction-credentials/plan";
import { describe, expect, test } from "vitest";
import { config, entry, north, only, world } from "./world.js";

/** The paths of the issues with which a promise rejects. */
async function pathsOf(rejecting: Promise<unknown>): Promise<string[]> {
  const error = await rejecting.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isJunctionError(error) || error.kind !== "request")
    throw new Error(`expected a RequestError, got ${error}`);
  expect(error.message).not.toContain("s3cret");
  return error.issues.map(({ path }) => path);
}

const secretPath = "credentials[0].client_secret";
const wrong = (client_secret: unknown) => config(entry("strava", { client_secret } as Partial<ConfigEntry>));
const throwing = () => {
  throw new Error("s3cret");
};
const endless = (): object => ({ toJSON: endless });

test.each([
  ["an invalid Date", new Date(Number.NaN)],
  ["a Map", new Map()],
  ["a BigInt", 1n],
  ["an object that throws as JSON", { toJSON: throwing }],
  ["an object that becomes another one without end", endless()],
])("%s in place of a secret is an issue with its path", async (_, value) => {
  const here = world();

  expect(await pathsOf(here.plan(wrong(value)))).toContain(secretPath);
  expect(here.writes()).toBe(0);
});

test("a getter and a proxy that throw are an issue, and their text is not told", async () => {
  const here = world();
  const getter = Object.defineProperty({ ...entry("strava") }, "client_secret", {
    enumerable: true,
    get: throwing,
  });

  expect(await pathsOf(here.plan(config(getter)))).toContain("credentials[0]");
  expect(await pathsOf(here.plan(new Proxy({ credentials: [] }, { ownKeys: throwing })))).toContain("");
});

test("nesting that is too deep is an issue", async () => {
  let deep: object = {};
  for (let level = 0; level < 3_000; level += 1) deep = { a: deep };

  const paths = await pathsOf(world().plan(config(entry("strava", { details: { new: deep } } as object))));

  expect(paths.length).toBeGreaterThan(0);
});

test("options that are none, and a misspelt option, are issues", async () => {
  const { junction } = world();
  const difference = await plan(junction, config());

  expect(await pathsOf(plan(junction, config(), null as never))).toEqual(["options"]);
  expect(await pathsOf(apply(junction, difference, config(), null as never))).toEqual(["options"]);
  expect(await pathsOf(pull(junction, null as never))).toEqual(["options"]);
  expect(await pathsOf(plan(junction, config(), { signal: {} as never }))).toEqual(["signal"]);
  expect(await pathsOf(plan(junction, config(), { resolve: 7 as never }))).toEqual(["resolve"]);
  await expect(plan(junction, config(), { unverfied: "trust" } as never)).rejects.toThrow(
    "did you mean `unverified`?",
  );
});

test("two entries for one credential are told together with everything else", async () => {
  const unknown = { ...entry("oura"), team: "Nope" } as ConfigEntry;

  expect(await pathsOf(world().plan(config(entry("strava"), entry("strava"), unknown)))).toEqual([
    "credentials[2].team",
    "credentials[1]",
  ]);
});

test("a reference is resolved wherever the API describes nothing, also in lists", async () => {
  const here = world();
  const details = {
    webhook_secret: { env: "A" },
    key: { env: "B" },
    tokens: [{ env: "C" }, { deeper: [{ env: "D" }] }],
  };
  const polar = { env: "sandbox", team_id: north, provider: "polar", client_id: "id", details };

  await here.applied(config(polar as unknown as ConfigEntry), {
    resolve: { env: (name) => `the value of ${name}` },
  });

  expect(here.api.credentials[0]?.details).toEqual({
    webhook_secret: "the value of A",
    key: "the value of B",
    tokens: ["the value of C", { deeper: ["the value of D"] }],
  });
});

describe("a reference that never settles", () => {
  const waiting = config(entry("strava", { client_secret: () => new Promise<string>(() => {}) }));

  test("does not keep plan from ending at an abort", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort("enough"), 20);

    await expect(world().plan(waiting, { signal: controller.signal })).rejects.toBe("enough");
    await expect(world().plan(waiting, { signal: AbortSignal.abort("before") })).rejects.toBe("before");
  });

  test("does not keep apply from ending at an abort", async () => {
    const here = world();
    const difference = await here.plan(config(entry("strava")));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);

    const { aborted, skipped } = await apply(here.junction, difference, waiting, {
      signal: controller.signal,
    });

    expect([aborted, skipped.length]).toEqual([true, 1]);
  });
});

test("secrets that differ in half a surrogate pair are different secrets", async () => {
  const here = world({ storage: { secretHash: "salted" } });
  const { lock } = await here.applied(config(entry("strava", { client_secret: "a\ud800" })));

  const difference = await here.plan(config(entry("strava", { client_secret: "a\ud801" })), { lock });

  expect(only(difference)).toMatchObject({ action: "update", secret: "rotated" });
});
