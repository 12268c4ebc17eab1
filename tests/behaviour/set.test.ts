// Arguments of `set`, valid and invalid.

import { type JunctionManagementOptions, RequestError } from "junction-credentials";
import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { credential, fitbitDetails } from "./bodies.js";
import { ownShapes, shapes } from "./instances.js";
import { managementKey, observed, teamA } from "./observed.js";
import { errorOf } from "./thrown.js";

const providerMessage = "expected a known provider, or the option `allowUnknownProviders`";
const missing = (path: string, what: string) => ({ path, message: `expected ${what}, but it is missing` });

/** Returns the issues of an invalid body. Expects that nothing is sent. */
async function refused(body: unknown, options?: JunctionManagementOptions) {
  const { credentials, requests } = observed(() => Response.json(credential(1)), options);
  const { issues } = await errorOf(RequestError, () => credentials.set(body as never));
  expect(requests).toHaveLength(0);
  return issues;
}

/** Returns the bodies of the requests that a client sends for these arguments. */
async function sent(bodies: readonly unknown[], options?: JunctionManagementOptions) {
  const { credentials, requests } = observed(() => Response.json(credential(1)), options);
  for (const body of bodies) await credentials.set(body as never);
  return requests.map(({ init }) => JSON.parse(init.body ?? ""));
}

const body = (provider: string, rest: object = {}) => ({ team_id: teamA, provider, ...rest });

/** The shapes that each provider accepts. A provider without its own details accepts all shapes. */
const takenShapes: Readonly<Record<string, readonly string[]>> = {
  ...ownShapes,
  strava: Object.keys(shapes),
  crl: Object.keys(shapes),
  twilio: Object.keys(shapes),
};

test("a credential that is set comes back, and is listed from then on", async () => {
  const api = fakeManagementApi({ managementKey });
  const { credentials } = observed(() => undefined, { fetch: api.fetch });

  const set = await credentials.set({
    team_id: teamA,
    provider: "fitbit",
    client_id: "c",
    details: fitbitDetails,
  });

  expect(set).toMatchObject({ team_id: teamA, source: "fitbit", client_id: "c", details: fitbitDetails });
  expect(await credentials.list().toArray()).toEqual([set]);
});

test("a credential that is set again keeps its id", async () => {
  const api = fakeManagementApi({ managementKey });
  const { credentials } = observed(() => undefined, { fetch: api.fetch });

  const first = await credentials.set({ team_id: teamA, provider: "strava", client_id: "before" });
  const second = await credentials.set({ team_id: teamA, provider: "strava", client_id: "after" });

  expect(second).toMatchObject({ id: first.id, client_id: "after" });
});

for (const [provider, own] of Object.entries(takenShapes)) {
  test(`${provider} takes ${own.length} of the ${Object.keys(shapes).length} described shapes`, async () => {
    const { credentials } = observed(() => Response.json(credential(1)));
    const taken: string[] = [];

    for (const [name, details] of Object.entries(shapes)) {
      const call = credentials.set(body(provider, { details }) as never);
      await call.then(
        () => taken.push(name),
        () => {},
      );
    }

    expect(taken).toEqual(own);
  });
}

test("no provider but google_health needs details", async () => {
  const others = Object.keys(takenShapes).filter((provider) => provider !== "google_health");
  const bodies = others.flatMap((provider) => [body(provider), body(provider, { details: null })]);

  expect(await sent(bodies)).toEqual(bodies);
});

test("each list of providers can be set", async () => {
  const bodies = ["oura", "ayumetrix", "twilio", "sonora_quest"].map((provider) => body(provider));

  expect(await sent(bodies)).toEqual(bodies);
});

test("details of a described shape may have keys that nobody knows, but those of google_health", async () => {
  const extra = body("fitbit", { details: { fitbit: { ...fitbitDetails.fitbit, beta: [1] }, beta: {} } });

  expect(await sent([extra])).toEqual([extra]);
});

test("null and absent are both let through where the API takes null", async () => {
  const nulls = body("strava", {
    client_id: null,
    client_secret: null,
    details: null,
    redirect_url_override: null,
  });

  expect(await sent([nulls])).toEqual([nulls]);
});

for (const [what, wrong, issues] of [
  ["undefined", undefined, [{ path: "", message: "expected an object" }]],
  ["null", null, [{ path: "", message: "expected an object" }]],
  ["a string", "fitbit", [{ path: "", message: "expected an object" }]],
  ["an array", [], [{ path: "", message: "expected an object" }]],
  ["a function", () => body("strava"), [{ path: "", message: "expected an object" }]],
  ["an empty object", {}, [missing("team_id", "a uuid"), missing("provider", "a string")]],
  [
    "a team that is no uuid",
    { ...body("strava"), team_id: "acme" },
    [{ path: "team_id", message: "expected a uuid" }],
  ],
  ["a provider that nobody knows", body("acme"), [{ path: "provider", message: providerMessage }]],
  [
    "a provider of the listed sources alone",
    body("hint_health"),
    [{ path: "provider", message: providerMessage }],
  ],
  ["a provider that is null", body(null as never), [{ path: "provider", message: "expected a string" }]],
  [
    "texts that are none",
    body("strava", { client_id: 7, client_secret: ["s"], redirect_url_override: false }),
    ["client_id", "client_secret", "redirect_url_override"].map((path) => ({
      path,
      message: "expected a string or null",
    })),
  ],
  [
    "details that are no object",
    body("strava", { details: "fitbit" }),
    [{ path: "details", message: "expected an object or null" }],
  ],
  [
    "an incomplete fitbit",
    body("fitbit", { details: { fitbit: { workout_verify_token: "w", body_verify_token: "b" } } }),
    [missing("details.fitbit.sleep_verify_token", "a string")],
  ],
  [
    "an incomplete fitbit for a provider without details of its own",
    body("strava", { details: { fitbit: { workout_verify_token: "w", body_verify_token: "b" } } }),
    [missing("details.fitbit.sleep_verify_token", "a string")],
  ],
  ["an empty fitbit", body("fitbit", { details: {} }), [missing("details.fitbit", "an object")]],
  [
    "no labcorp in its details",
    body("labcorp", { details: {} }),
    [
      {
        path: "details",
        message: "expected an object with `labcorp` or `sending_facility`",
      },
    ],
  ],
  [
    "a billing method that nobody knows",
    body("labcorp", { details: { labcorp: { account_number: "7", billing_method: "XX" } } }),
    [{ path: "details.labcorp.billing_method", message: "expected `CM`, `PT` or `PI`" }],
  ],
  [
    "billing types that nobody knows",
    body("quest", { details: { quest: {}, allowed_billing_types: ["client_bill", "barter"] } }),
    [
      {
        path: "details.allowed_billing_types[1]",
        message:
          "expected `client_bill`, `commercial_insurance`, `patient_bill_passthrough` or `patient_bill`",
      },
    ],
  ],
  [
    "states for a billing type that nobody knows",
    body("quest", { details: { quest: {}, disallowed_billing_states: { barter: ["NY"] } } }),
    [
      {
        path: "details.disallowed_billing_states",
        message:
          "expected `client_bill`, `commercial_insurance`, `patient_bill_passthrough` or `patient_bill`",
      },
    ],
  ],
  [
    "states that are no array",
    body("quest", { details: { quest: {}, disallowed_billing_states: { client_bill: "NY" } } }),
    [{ path: "details.disallowed_billing_states.client_bill", message: "expected an array" }],
  ],
  [
    "google_health without details",
    body("google_health"),
    [{ path: "details", message: "expected an object: this provider requires details" }],
  ],
  [
    "google_health with details that are null",
    body("google_health", { details: null }),
    [{ path: "details", message: "expected an object: this provider requires details" }],
  ],
  [
    "google_health with one detail",
    body("google_health", { details: { project_number: "123" } }),
    [missing("details.service_account_email", "a string")],
  ],
  [
    "google_health with a third key",
    body("google_health", { details: { ...shapes.GoogleHealthTeamProviderDetails, beta: 1 } }),
    [{ path: "details", message: "expected no key but `project_number` or `service_account_email`" }],
  ],
  [
    "freestyle_libre without a client id",
    body("freestyle_libre"),
    [{ path: "client_id", message: "expected a string: this provider requires a client id" }],
  ],
  [
    "freestyle_libre with all that it does not take",
    body("freestyle_libre", {
      client_id: "practice",
      client_secret: "s",
      details: fitbitDetails,
      redirect_url_override: "https://example.com",
    }),
    ["client_secret", "details", "redirect_url_override"].map((path) => ({
      path,
      message: "expected no value: this provider accepts only a client id",
    })),
  ],
  [
    "freestyle_libre with a secret that is null",
    body("freestyle_libre", { client_id: "practice", client_secret: null }),
    [{ path: "client_secret", message: "expected no value: this provider accepts only a client id" }],
  ],
] as const) {
  test(`a body with mistakes is refused and not sent: ${what}`, async () => {
    expect(await refused(wrong)).toEqual(issues);
  });
}

test("every problem is reported at once", async () => {
  const issues = await refused({
    team_id: "acme",
    provider: "fitbit",
    client_id: 7,
    details: { fitbit: { is_hr_enabled: "yes", workout_verify_token: 1, foods_verify_token: 2 } },
    redirect_url_override: {},
  });

  expect(issues.map(({ path }) => path)).toEqual([
    "team_id",
    "client_id",
    "details.fitbit.is_hr_enabled",
    "details.fitbit.workout_verify_token",
    "details.fitbit.foods_verify_token",
    "details.fitbit.sleep_verify_token",
    "details.fitbit.body_verify_token",
    "redirect_url_override",
  ]);
});

test("the message of the error holds every issue", async () => {
  const { credentials } = observed(() => Response.json(credential(1)));

  const error = await errorOf(RequestError, () => credentials.set({ team_id: "acme" } as never));

  expect(error.message).toBe(
    "nothing was sent: `team_id`: expected a uuid; `provider`: expected a string, but it is missing",
  );
});

test("freestyle_libre takes its client id alone, and undefined is absent", async () => {
  const practice = body("freestyle_libre", { client_id: "practice" });

  expect(await sent([{ ...practice, client_secret: undefined, details: undefined }])).toEqual([practice]);
});

test("a provider that nobody knows is let through with any described details when the client allows it", async () => {
  const options = { allowUnknownProviders: true };
  const bodies = [body("acme"), body("acme", { details: fitbitDetails }), body("hint_health")];

  expect(await sent(bodies, options)).toEqual(bodies);
});

test("a client that allows unknown providers still checks the details of those it knows", async () => {
  const issues = await refused(body("fitbit", { details: {} }), { allowUnknownProviders: true });

  expect(issues).toEqual([missing("details.fitbit", "an object")]);
});

for (const [what, wrong] of [
  [
    "a cycle",
    (() => {
      const cycle: { self?: unknown; provider: string } = body("strava");
      cycle.self = cycle;
      return cycle;
    })(),
  ],
  ["a BigInt", body("strava", { beta: 5n })],
  [
    "a toJSON that throws",
    body("strava", {
      beta: {
        toJSON() {
          throw new Error("no");
        },
      },
    }),
  ],
] as const) {
  test(`a body that JSON cannot express is refused: ${what}`, async () => {
    expect(await refused(wrong)).toEqual([
      { path: "", message: "expected a value without cycles and BigInts" },
    ]);
  });
}

test("a body that nests too deep is refused", async () => {
  let deep: unknown = {};
  for (let depth = 0; depth < 600; depth += 1) deep = [deep];

  const issues = await refused(body("strava", { beta: deep }));

  expect(issues.map(({ path }) => path)).toEqual([""]);
});

test("a body with a __proto__ of its own is sent as it is", async () => {
  const json = `{"team_id":"${teamA}","provider":"strava","__proto__":{"polluted":true}}`;
  const { credentials, requests } = observed(() => Response.json(credential(1)));

  await credentials.set(JSON.parse(json));

  expect(requests[0]?.init.body).toBe(json);
});
