// Values that JSON.stringify changes silently: each is an issue with a path, and nothing is sent.

import {
  type Issue,
  JunctionManagement,
  type JunctionManagementOptions,
  RequestError,
  schemas,
} from "junction-credentials";
import { expect, test } from "vitest";
import { credential, fitbitDetails, idOf } from "./bodies.js";
import { type Observed, observed, teamA } from "./observed.js";
import { errorOf, everythingIn } from "./thrown.js";

const secret = "mg_secret";
const number = "expected a finite number";
const date = "expected a valid Date";
const instead = (what: string) => `expected a JSON value, not a ${what}`;
const invalidDate = new Date(Number.NaN);

/** Returns the issues of an invalid call. Expects that nothing is sent. */
async function refused(call: (client: Observed) => unknown): Promise<readonly Issue[]> {
  const client = observed(() => Response.json(credential(1)));
  const error = await errorOf(RequestError, () => call(client));
  expect(client.requests).toHaveLength(0);
  expect(everythingIn(error)).not.toContain(secret);
  return error.issues;
}

const refusedBody = (body: unknown) => refused(({ credentials }) => credentials.set(body as never));

/** Returns the body of the request that `set` sends for an argument. */
async function sent(body: unknown): Promise<unknown> {
  const { credentials, requests } = observed(() => Response.json(credential(1)));
  await credentials.set(body as never);
  return requests[0]?.init.body;
}

const body = (rest: object) => ({ team_id: teamA, provider: "fitbit", ...rest });

class Registry extends Map {
  override get [Symbol.toStringTag]() {
    return "Registry";
  }
}

for (const [what, value, message] of [
  ["NaN", Number.NaN, number],
  ["Infinity", Number.POSITIVE_INFINITY, number],
  ["-Infinity", Number.NEGATIVE_INFINITY, number],
  ["a boxed NaN", Object(Number.NaN), number],
  ["a boxed infinity", Object(Number.POSITIVE_INFINITY), number],
  ["an invalid Date", invalidDate, date],
  ["a Map", new Map([["a", 1]]), instead("Map")],
  ["an empty Map", new Map(), instead("Map")],
  ["a Map of a class of its own", new Registry(), instead("Map")],
  ["a Map with keys", Object.assign(new Map(), { a: 1 }), instead("Map")],
  ["a Set", new Set([1]), instead("Set")],
  ["a toJSON that returns NaN", { toJSON: () => Number.NaN }, number],
  ["a toJSON that returns a Map", { toJSON: () => new Map() }, instead("Map")],
  ["a toJSON that returns an invalid Date", { toJSON: () => invalidDate }, date],
  ["a getter that returns NaN", { get: Number.NaN }.get, number],
] as const) {
  test(`${what} is an issue with its path, wherever it stands`, async () => {
    const details = { ...fitbitDetails.fitbit, foods_verify_token: value };

    expect(await refusedBody(body({ client_secret: value }))).toEqual([{ path: "client_secret", message }]);
    expect(await refusedBody(body({ details: { fitbit: details } }))).toEqual([
      { path: "details.fitbit.foods_verify_token", message },
    ]);
    expect(await refusedBody(body({ beta: [[value]] }))).toEqual([{ path: "*[0][0]", message }]);
    expect(await refusedBody(value)).toEqual([{ path: "", message }]);
  });
}

for (const [what, value] of [
  ["function", () => secret],
  ["symbol", Symbol(secret)],
  ["function", class {}],
] as const) {
  test(`a ${what} in an array is an issue, and as the value of a key it is dropped`, async () => {
    expect(await refused(({ credentials }) => credentials.delete([idOf(1), value as never]))).toEqual([
      { path: "credential_id[1]", message: instead(what) },
    ]);
    expect(await sent(body({ client_id: "c", beta: value }))).toBe(JSON.stringify(body({ client_id: "c" })));
  });
}

test("both credentials that would have been cleared are reported at once", async () => {
  const given = body({ client_id: Number.NaN, client_secret: Number.POSITIVE_INFINITY });

  expect(await refusedBody(given)).toEqual([
    { path: "client_id", message: number },
    { path: "client_secret", message: number },
  ]);
});

test("a cycle does not hide what was found before it", async () => {
  const cycle: Record<string, unknown> = {};
  cycle.cycle = cycle;

  expect(await refusedBody(body({ client_id: Number.NaN, cycle }))).toEqual([
    { path: "client_id", message: number },
    { path: "", message: "expected a value without cycles and BigInts" },
  ]);
});

test("every argument of every call is looked at", async () => {
  const path = async (call: (client: Observed) => unknown) => (await refused(call)).map(({ path }) => path);
  const nan = Number.NaN as never;
  const options = { timeoutMs: nan };
  const prepared = { team_id: teamA, provider: nan };
  const whole = { team_id: teamA, provider: "strava" } as const;

  expect(await path(({ credentials }) => credentials.list({ team_id: [teamA, nan] }))).toEqual([
    "team_id[1]",
  ]);
  expect(await path(({ credentials }) => credentials.list({ next_cursor: nan }))).toEqual(["next_cursor"]);
  expect(await path(({ credentials }) => credentials.list({}, options))).toEqual(["timeoutMs"]);
  expect(await path(({ credentials }) => credentials.set(whole, options))).toEqual(["timeoutMs"]);
  expect(await path(({ credentials }) => credentials.prepare(prepared))).toEqual(["provider"]);
  expect(await path(({ credentials }) => credentials.prepare(whole, options))).toEqual(["timeoutMs"]);
  expect(await path(({ credentials }) => credentials.delete([nan]))).toEqual(["credential_id[0]"]);
  expect(await path(({ credentials }) => credentials.delete([idOf(1)], options))).toEqual(["timeoutMs"]);
  expect(await path(({ junction }) => junction.teamCustomCredentials(nan, nan))).toEqual(["env", "region"]);
});

test("every option of a client is looked at", async () => {
  const options = { orgId: Number.NaN, timeoutMs: Number.POSITIVE_INFINITY, [secret]: [Number.NaN] };
  const made = () => new JunctionManagement(options as unknown as JunctionManagementOptions);

  const error = await errorOf(RequestError, made);

  expect(error.issues).toEqual([
    { path: "orgId", message: number },
    { path: "timeoutMs", message: number },
    { path: "*[0]", message: number },
  ]);
  expect(everythingIn(error)).not.toContain(secret);
});

test("a key that is not described is not shown in a path, nor is any inside it", async () => {
  const given = body({
    [secret]: Number.NaN,
    details: { [secret]: { client_id: Number.NaN, [secret]: [Number.NaN] } },
  });

  expect((await refusedBody(given)).map(({ path }) => path)).toEqual(["*", "details.*.*", "details.*.*[0]"]);
});

test("a value that stands in two places has the path of each", async () => {
  const shared = { foods_verify_token: Number.NaN };
  const given = body({ beta: [shared, shared], details: { fitbit: shared } });

  expect((await refusedBody(given)).map(({ path }) => path)).toEqual([
    "*[0].*",
    "*[1].*",
    "details.fitbit.foods_verify_token",
  ]);
});

test("everything else is sent as JSON.stringify has it", async () => {
  const given = body({
    client_id: undefined,
    beta: {
      date: new Date(0),
      undefined: undefined,
      "-0": -0,
      boxed: [Object(7), Object("text"), Object(true)],
      gap: [undefined, null],
      regexp: /a/,
      bytes: new Uint8Array(2),
      map: { toJSON: () => "a map" },
      nothing: [{ toJSON: () => null }, Object.assign(new Map(), { toJSON: () => null })],
      noDate: Object.assign(new Date(0), { toJSON: () => null }),
      bare: Object.assign(Object.create(null), { a: 1 }),
      key: { toJSON: (key: string) => key },
    },
  });

  expect(await sent(given)).toBe(JSON.stringify(given));
});

test("validate tells the same as issues, for each schema", () => {
  for (const schema of Object.values(schemas)) {
    for (const value of [Number.NaN, new Map(), new Set(), invalidDate]) {
      expect(schema["~standard"].validate(value).issues).toHaveLength(1);
    }
  }
});

test("the issues of validate have paths in the terms of the schema", () => {
  const standard = schemas.CustomCredentialsResponse["~standard"];
  const details = { webhook_secret: Number.NaN, [secret]: new Map() };
  const page = { credentials: [credential(1), { ...credential(2), details }], next_cursor: [() => secret] };

  expect(standard.validate(page).issues).toEqual([
    { path: ["credentials", 1, "details", "webhook_secret"], message: number },
    { path: ["credentials", 1, "details", "*"], message: instead("Map") },
    { path: ["next_cursor", 0], message: instead("function") },
  ]);
});

test("validate does not accept what set would have cleared", () => {
  const standard = schemas.UpsertTeamCustomCredentialsBody["~standard"];
  const given = body({ client_id: Number.NaN, client_secret: Number.POSITIVE_INFINITY });

  expect(standard.validate(given).issues).toEqual([
    { path: ["client_id"], message: number },
    { path: ["client_secret"], message: number },
  ]);
});
