import { expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";

const secret = "s3cret-of-somebody";
const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
const whole = { team_id, provider: "strava", client_id: "public", client_secret: secret };

const project = installed("libraries/hono", async ({ run }) => {
  await run("tsc");
});

test("a body that is as described reaches the handler, typed as set takes it", async () => {
  const { status, text, stored } = await asked("/credentials", whole);

  expect(status).toBe(201);
  expect(stored).toMatchObject([{ team_id, source: "strava", client_id: "public" }]);
  expect(text).not.toContain(secret);
});

for (const [what, body, paths] of [
  ["a field that is missing", { provider: "strava", client_secret: secret }, [["team_id"]]],
  ["a provider that nobody knows", { ...whole, provider: "acme" }, [["provider"]]],
  [
    "details of another provider",
    { ...whole, provider: "polar", details: { client: secret } },
    [["details", "webhook_secret"]],
  ],
  [
    "details that are not whole",
    { ...whole, provider: "fitbit", details: { fitbit: { body_verify_token: secret } } },
    [
      ["details", "fitbit", "workout_verify_token"],
      ["details", "fitbit", "sleep_verify_token"],
    ],
  ],
  [
    "a secret in the wrong place",
    { ...whole, team_id: secret, client_id: [secret] },
    [["team_id"], ["client_id"]],
  ],
] as const) {
  test(`a body that is not as described is a 400 with its paths, and without its secrets: ${what}`, async () => {
    const { status, text, stored } = await asked("/credentials", body);

    const { issues } = JSON.parse(text) as { issues: { path: unknown[] }[] };
    expect({ status, stored }).toEqual({ status: 400, stored: [] });
    expect(issues.map(({ path }) => path)).toEqual(paths);
    expect(text).not.toContain(secret);
  });
}

test("without a hook the validator itself repeats the body, secrets included", async () => {
  const { status, text } = await asked("/echo", { ...whole, provider: "acme" });

  expect(status).toBe(400);
  expect(text).toContain(secret);
});

/** Returns the response of a route to a body, and the credentials that are then stored. */
async function asked(
  path: string,
  body: object,
): Promise<{ status: number; text: string; stored: object[] }> {
  return JSON.parse(await project().run("node", ["ask.js", path, JSON.stringify(body)]));
}
