// Preparation steps, and invalid arguments of `prepare`.

import { type JunctionManagementOptions, labs, providers, RequestError } from "junction-credentials";
import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { preparation } from "./bodies.js";
import { managementKey, observed, teamA } from "./observed.js";
import { errorOf } from "./thrown.js";

const providerMessage = "expected a known provider, or the option `allowUnknownProviders`";

/** Returns the issues of an invalid body. Expects that nothing is sent. */
async function refused(body: unknown, options?: JunctionManagementOptions) {
  const { credentials, requests } = observed(() => Response.json(preparation), options);
  const { issues } = await errorOf(RequestError, () => credentials.prepare(body as never));
  expect(requests).toHaveLength(0);
  return issues;
}

test("prepare tells the steps", async () => {
  const { credentials } = observed(() => Response.json(preparation));

  expect(await credentials.prepare({ team_id: teamA, provider: "fitbit" })).toEqual(preparation);
});

test("prepare tells that there is nothing to do", async () => {
  const { credentials } = observed(() => Response.json({ status: "no_action_needed" }));

  expect(await credentials.prepare({ team_id: teamA, provider: "oura" })).toEqual({
    status: "no_action_needed",
  });
});

test("prepare changes nothing", async () => {
  const api = fakeManagementApi({ managementKey });
  const { credentials } = observed(() => undefined, { fetch: api.fetch });

  await credentials.prepare({ team_id: teamA, provider: "fitbit" });

  expect(api.credentials).toEqual([]);
});

test("every provider that prepare knows is let through", async () => {
  const { credentials, requests } = observed(() => Response.json(preparation));

  for (const provider of [...providers, ...labs]) await credentials.prepare({ team_id: teamA, provider });

  expect(requests).toHaveLength(providers.length + labs.length);
});

for (const [what, body, issues] of [
  ["undefined", undefined, [{ path: "", message: "expected an object" }]],
  ["null", null, [{ path: "", message: "expected an object" }]],
  [
    "an empty object",
    {},
    [
      { path: "team_id", message: "expected a uuid, but it is missing" },
      { path: "provider", message: "expected a string, but it is missing" },
    ],
  ],
  [
    "two mistakes",
    { team_id: null, provider: "acme" },
    [
      { path: "team_id", message: "expected a uuid" },
      { path: "provider", message: providerMessage },
    ],
  ],
  [
    "a provider for set alone",
    { team_id: teamA, provider: "twilio" },
    [{ path: "provider", message: providerMessage }],
  ],
  [
    "a BigInt",
    { team_id: teamA, provider: 5n },
    [{ path: "", message: "expected a value without cycles and BigInts" }],
  ],
] as const) {
  test(`a body with mistakes is refused and not sent: ${what}`, async () => {
    expect(await refused(body)).toEqual(issues);
  });
}

test("a provider that nobody knows is let through when the client allows it", async () => {
  const { credentials, requests } = observed(() => Response.json(preparation), {
    allowUnknownProviders: true,
  });

  await credentials.prepare({ team_id: teamA, provider: "acme" as never });

  expect(requests[0]?.init.body).toBe(`{"team_id":"${teamA}","provider":"acme"}`);
});
