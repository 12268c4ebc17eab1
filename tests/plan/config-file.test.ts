// Config files in JSON.

import { isJunctionError } from "junction-credentials";
import { type PlanConfig, parseConfig, pull } from "junction-credentials/plan";
import { expect, test } from "vitest";
import { elsewhere, north, world } from "./world.js";

const secret = "s3cret-of-somebody";

const whole = {
  $schema: "./node_modules/junction-credentials/schema/config.json",
  credentials: [
    {
      env: "sandbox",
      team: "Clinic North",
      provider: "strava",
      client_id: "id",
      client_secret: { env: "STRAVA" },
    },
    {
      env: "sandbox",
      team_id: north,
      provider: "polar",
      client_secret: { file: "polar.secret" },
      details: { webhook_secret: { env: "POLAR_HOOK" } },
    },
    { env: "sandbox", team_id: north, provider: "quest", details: { quest: { account: { env: "QUEST" } } } },
  ],
  prune: [{ env: "sandbox", region: "us" }],
};

/** The issues of a file, and the text of the error. */
async function issuesOf(content: string | Uint8Array) {
  const error = await parseConfig(content).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isJunctionError(error) || error.kind !== "request") throw new Error("expected a RequestError");
  expect(`${error} ${JSON.stringify(error)}`).not.toContain("s3cret");
  return error.issues;
}

test("a config file is read as text and as bytes, with and without a byte order mark", async () => {
  const json = JSON.stringify(whole, null, 2);

  for (const text of [json, `\uFEFF${json}\r\n`]) {
    expect(await parseConfig(text)).toEqual(whole);
    expect(await parseConfig(new TextEncoder().encode(text))).toEqual(whole);
  }
});

test("a config file that is cut off anywhere is an error with the position", async () => {
  const json = JSON.stringify({ credentials: [{ client_secret: secret }], prune: whole.prune });

  for (let length = 0; length < json.length; length += 1) {
    const [issue] = await issuesOf(json.slice(0, length));

    expect(issue?.message).toMatch(/malformed JSON: .* at byte \d+/);
  }
});

test("a config file with nothing in it deletes nothing", async () => {
  const here = world();
  elsewhere(here, "strava");

  for (const text of ["{}", "[]", "null", '{"prune":[{"env":"sandbox","region":"us"}]}']) {
    const config = await parseConfig(text);

    await expect(here.plan(config, { prune: true })).rejects.toMatchObject({ kind: "request" });
  }
  expect(here.writes()).toBe(0);
});

test("a config file that is not in UTF-8 is an error", async () => {
  const [issue] = await issuesOf(new Uint8Array([0x7b, 0xff, 0x7d]));

  expect(issue?.message).toBe("expected a file in UTF-8");
});

test("a secret in a config file is an error with its path", async () => {
  const issues = await issuesOf(
    JSON.stringify({
      credentials: [
        { client_id: "id", client_secret: secret },
        { client_secret: { env: "STRAVA" }, details: { webhook_secret: secret, unknown_key: secret } },
        { details: { quest: { account: secret, name: { env: "QUEST" } } } },
        { client_secret: null, details: { fitbit: { workout_verify_token: secret, is_hr_enabled: true } } },
      ],
    }),
  );

  expect(issues.map(({ path }) => path)).toEqual([
    "credentials[0].client_secret",
    "credentials[1].details.webhook_secret",
    "credentials[1].details.*",
    "credentials[2].details.quest.*",
    "credentials[3].details.fitbit.workout_verify_token",
  ]);
});

test("the config that is pulled can be read again", async () => {
  const here = world();
  elsewhere(here, "strava", { client_secret: secret });

  const { config } = await pull(here.junction);

  const read: PlanConfig = await parseConfig(JSON.stringify(config));
  expect(read).toEqual(config);
});
