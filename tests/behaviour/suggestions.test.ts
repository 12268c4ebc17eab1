// Suggestions for misspelt words of the developer: providers, environments, regions, options.

import { JunctionManagement, RequestError, schemas } from "junction-credentials";
import { expect, test } from "vitest";
import { managementKey, observed, orgId, teamA } from "./observed.js";
import { errorOf, thrownBy } from "./thrown.js";

const { junction, credentials } = observed(() => undefined);

async function issuesOf(call: () => unknown) {
  return (await errorOf(RequestError, call)).issues;
}

/** Anything, also what the types forbid. */
const untyped = (value: unknown) => value as never;

const providerCalls: Readonly<Record<string, (provider: string) => unknown>> = {
  list: (provider) => credentials.list(untyped({ provider })).toArray(),
  set: (provider) => credentials.set(untyped({ team_id: teamA, provider })),
  prepare: (provider) => credentials.prepare(untyped({ team_id: teamA, provider })),
};

for (const [name, call] of Object.entries(providerCalls)) {
  test(`${name} suggests the provider that is nearest to an unknown one`, async () => {
    const provider = { path: "provider", message: "expected a known provider; did you mean `fitbit`?" };

    expect(await issuesOf(() => call("Fitbit"))).toEqual([provider]);
    expect(await issuesOf(() => call("fitbti"))).toEqual([provider]);
  });

  test(`${name} suggests no provider where none is near`, async () => {
    const message = "expected a known provider, or the option `allowUnknownProviders`";

    for (const provider of [
      "",
      "acme",
      "FITBIT",
      "fitbit".repeat(1000),
      "x".repeat(100_000),
      "ﬁtbit\u0000\u0000",
    ]) {
      expect(await issuesOf(() => call(provider))).toEqual([{ path: "provider", message }]);
    }
  });
}

test("a suggestion is one that the operation knows", async () => {
  const [set] = await issuesOf(() => providerCalls.set?.("google_fitt"));
  const [list] = await issuesOf(() => providerCalls.list?.("shipppo"));

  expect(set?.message).toContain("did you mean `google_fit`?");
  expect(list?.message).not.toContain("did you mean");
});

test("a schema of a body suggests a provider", () => {
  const body = JSON.stringify({ team_id: teamA, provider: "stravva" });

  expect(() => schemas.PrepareTeamCustomCredentialsBody.parseJson(body)).toThrow(
    "expected a known provider; did you mean `strava`?",
  );
});

test("an environment and a region are suggested", async () => {
  expect(await issuesOf(() => junction.teamCustomCredentials(untyped("sandbx"), untyped("eu1")))).toEqual([
    { path: "env", message: "expected `production` or `sandbox`; did you mean `sandbox`?" },
    { path: "region", message: "expected `us` or `eu`" },
  ]);
  expect(await issuesOf(() => junction.everywhere(untyped({ envs: ["Production"] })))).toEqual([
    { path: "envs[0]", message: "expected `production` or `sandbox`; did you mean `production`?" },
  ]);
});

test("options of a client, of a call and of everywhere are suggested", async () => {
  const client = (options: object) =>
    issuesOf(() => new JunctionManagement({ orgId, managementKey, ...options }));
  const [ofClient] = await client({ timeoutMS: 5 });
  const [misspeltFunction] = await client({ onAtempt: () => {} });
  const [ofCall] = await issuesOf(() => credentials.list({}, untyped({ maxRetry: 1 })));
  const [ofEverywhere] = await issuesOf(() => junction.everywhere(untyped({ region: ["us"] })));
  const [unlike] = await client({ verbose: true });

  expect(ofClient?.message).toMatch(/; did you mean `timeoutMs`\?$/);
  expect(misspeltFunction?.message).toMatch(/; did you mean `onAttempt`\?$/);
  expect(ofCall?.message).toMatch(/; did you mean `maxRetries`\?$/);
  expect(ofEverywhere?.message).toBe(
    "expected no key but `envs`, `regions` or `concurrency`; did you mean `regions`?",
  );
  expect(unlike?.message).not.toContain("did you mean");
});

test("a key header is suggested", async () => {
  const [issue] = await issuesOf(
    () => new JunctionManagement({ orgId, managementKey, keyHeader: untyped("X-Management-Keys") }),
  );

  expect(issue?.message).toBe(
    "expected `X-Management-Key` or `X-Vital-Org-Key`; did you mean `X-Management-Key`?",
  );
});

test("nothing is suggested for what a credential holds", async () => {
  const set = (details: object) =>
    thrownBy(() => credentials.set(untyped({ team_id: teamA, provider: "labcorp", details })));
  const labcorp = { account_number: "1", billing_method: "CMM" };

  const texts = await Promise.all([
    set({ labcorp }),
    set({ labcorp: { ...labcorp, billing_method: "CM" }, allowed_billing_types: ["client_bil"] }),
    thrownBy(() =>
      credentials.set(
        untyped({
          team_id: teamA,
          provider: "google_health",
          details: { project_number: "1", service_account_email: "a@example.com", project_numbr: "2" },
        }),
      ),
    ),
  ]);

  for (const text of texts) expect(String(text)).not.toContain("did you mean");
});

test("an unknown word itself is not in the error", async () => {
  const error = await thrownBy(() => providerCalls.set?.("fitbyt"));

  expect(String(error)).not.toContain("fitbyt");
});
