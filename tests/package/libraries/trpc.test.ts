import { expect, test } from "vitest";
import { installed } from "../../runtimes/installed.js";

const secret = "s3cret-of-somebody";
const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";

const project = installed("libraries/trpc", async ({ run }) => {
  await run("tsc");
});

test("an input that is as described reaches the procedure, and its output comes back", async () => {
  const prepared = await asked("prepare", { team_id, provider: "strava" });
  const set = await asked("set", { team_id, provider: "strava", client_id: "public", client_secret: secret });

  expect(prepared).toMatchObject({
    output: { status: "preparations_required" },
    sent: [{ operation: "prepare" }],
  });
  expect(set).toMatchObject({ output: { team_id, source: "strava" }, sent: [{ operation: "set" }] });
});

for (const [what, procedure, input, paths] of [
  ["no input", "prepare", null, [[]]],
  ["a field that is missing", "prepare", { provider: "strava" }, [["team_id"]]],
  ["a provider that nobody knows", "prepare", { team_id, provider: secret }, [["provider"]]],
  ["JSON text", "prepare", JSON.stringify({ team_id, provider: "strava" }), [[]]],
  [
    "details that are not whole",
    "set",
    { team_id, provider: "fitbit", details: { fitbit: { body_verify_token: secret } } },
    [
      ["details", "fitbit", "workout_verify_token"],
      ["details", "fitbit", "sleep_verify_token"],
    ],
  ],
] as const) {
  test(`an input that is not as described is a BAD_REQUEST with its paths: ${what}`, async () => {
    const result = await asked(procedure, input);

    expect(result).toMatchObject({ code: "BAD_REQUEST", sent: [] });
    expect(result.issues?.map(({ path }) => path)).toEqual(paths);
    expect(JSON.stringify(result)).not.toContain(secret);
  });
}

test("an output that is not as described does not leave the server", async () => {
  expect(await asked("malformed", null)).toMatchObject({ code: "INTERNAL_SERVER_ERROR" });
});

interface Asked {
  readonly output?: object;
  readonly code?: string;
  readonly issues?: readonly { readonly path: readonly (string | number)[] }[];
  readonly sent: readonly object[];
}

/** Returns the result of a procedure call, and the requests that the API received. */
async function asked(procedure: string, input: unknown): Promise<Asked> {
  return JSON.parse(await project().run("node", ["ask.js", procedure, JSON.stringify(input)]));
}
