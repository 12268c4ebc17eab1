// Validation of raw JSON and of values by the schemas.

import { isJunctionError, RequestError, ResponseError, type Schema, schemas } from "junction-credentials";
import { expect, test } from "vitest";
import { credential, fitbitDetails, page } from "./bodies.js";
import { everySchema, instances, shapes } from "./instances.js";
import { teamA } from "./observed.js";
import { errorOf, everythingIn } from "./thrown.js";

const { ClientFacingTeamProviderCredentials, CustomCredentialsResponse, UpsertTeamCustomCredentialsBody } =
  schemas;
const json = (value: unknown): string => JSON.stringify(value);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const secret = "s3cret-of-somebody";

/** Returns the issues of a value, by path. */
function issuesOf(schema: Schema<unknown>, value: unknown) {
  const { issues = [] } = schema["~standard"].validate(value);
  return issues.map(({ path, message }) => ({ path, message }));
}

for (const [name, schema] of everySchema) {
  test(`${name} parses raw JSON and validates values`, () => {
    const whole = instances[name];

    expect(schema.parseJson(json(whole))).toEqual(whole);
    expect(schema["~standard"].validate(whole)).toEqual({ value: whole });
  });
}

for (const [what, given] of [
  ["text", json(page([1]))],
  ["text with a byte order mark", `\uFEFF${json(page([1]))}`],
  ["a Uint8Array", bytes(json(page([1])))],
  ["a Uint8Array with a byte order mark", bytes(`\uFEFF${json(page([1]))}`)],
  ["a part of a longer Uint8Array", bytes(`[[[${json(page([1]))}]]]`).subarray(3, -3)],
  ["an ArrayBuffer", bytes(json(page([1]))).slice().buffer as ArrayBuffer],
] as const) {
  test(`${what} is parsed`, () => {
    expect(CustomCredentialsResponse.parseJson(given)).toEqual(page([1]));
  });
}

for (const [what, given] of [
  ["a number", 7],
  ["an object", { credentials: [] }],
  ["an array of bytes", [123, 125]],
  ["another view of bytes", new DataView(new ArrayBuffer(2))],
  ["an array of wider numbers", new Uint16Array(2)],
  ["null", null],
  ["nothing", undefined],
] as const) {
  test(`what is neither bytes nor text is a RequestError: ${what}`, async () => {
    const { issues } = await errorOf(RequestError, () => CustomCredentialsResponse.parseJson(given as never));

    expect(issues).toEqual([{ path: "", message: "expected a Uint8Array, an ArrayBuffer or a string" }]);
  });
}

for (const [what, text] of [
  ["keys that nobody knows", `{"credentials":[],"beta":{"a":[1]}}`],
  ["null and absent", json({ credentials: [{ ...credential(1), client_id: null, app_url: null }] })],
  ["a __proto__ of its own", `{"credentials":[],"__proto__":{"polluted":true}}`],
  ["equal keys, of which the last counts", `{"credentials":[],"a":1,"a":2}`],
  ["halves of surrogate pairs", `{"credentials":[],"a":"\ud83d","b":"\\ud83d"}`],
  ["numbers larger than JavaScript's", `{"credentials":[],"big":12345678901234567890,"tiny":-0.0}`],
] as const) {
  test(`a document is what JSON.parse makes of it: ${what}`, () => {
    const found = CustomCredentialsResponse.parseJson(text);

    expect(json(found)).toBe(json(JSON.parse(text)));
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
  });
}

for (const [what, given, path, message] of [
  ["no JSON", `{"credentials":"${secret}`, "", "where a closing quote was expected"],
  ["two documents", `{"credentials":[]}"${secret}"`, "", "malformed JSON: expected the end of the text"],
  ["nothing", "", "", "malformed JSON: it ends at byte 0, where a value was expected"],
  ["two byte order marks", "\uFEFF\uFEFF{}", "", "malformed JSON: expected a value at byte 3"],
  [
    "bytes that are no UTF-8",
    new Uint8Array([0x22, 0xff, 0x22]),
    "",
    "malformed JSON: expected UTF-8 at byte 1",
  ],
  ["nesting that is too deep", "[".repeat(1e6), "", "malformed JSON: expected less nesting"],
  ["another type", json(secret), "", "expected an object"],
  ["a value of another type", json({ credentials: secret }), "credentials", "expected an array"],
  [
    "a value deep in a list",
    json({ credentials: [credential(1), { ...credential(2), id: secret }] }),
    "credentials[1].id",
    "expected a uuid",
  ],
  [
    "a value under a key that nobody knows",
    json({
      credentials: [
        { ...credential(1), details: { quest: {}, disallowed_billing_states: { [secret]: [7] } } },
      ],
    }),
    "credentials[0].details.disallowed_billing_states.*[0]",
    "expected a string",
  ],
  ["of equal keys the first", '{"credentials":7,"credentials":[]}', "credentials", "expected an array"],
] as const) {
  test(`a document that is not as described is a ResponseError without a value: ${what}`, async () => {
    const error = await errorOf(ResponseError, () => CustomCredentialsResponse.parseJson(given));

    expect(error.issues).toMatchObject([{ path }]);
    expect(error.issues[0]?.message).toContain(message);
    expect(error.message).toBe(
      `unexpected document${path && ` at \`${path}\``}: ${error.issues[0]?.message}`,
    );
    expect(error.status).toBe(undefined);
    expect(isJunctionError(error)).toBe(true);
    expect(everythingIn(error)).not.toContain(secret);
  });
}

for (const [what, changes] of [
  ["a source that nobody knows", { source: "acme" }],
  [
    "a billing method that nobody knows",
    { details: { labcorp: { account_number: "1", billing_method: "X" } } },
  ],
  [
    "a billing type that nobody knows",
    { details: { quest: {}, disallowed_billing_states: { barter: ["NY"] } } },
  ],
  ["details of a shape that nobody knows", { details: { acme: { token: "t" } } }],
  ["details of another provider", { source: "oura", details: fitbitDetails }],
  [
    "google_health's details with a third key",
    { details: { ...shapes.GoogleHealthTeamProviderDetails, a: 1 } },
  ],
  ["a key that nobody knows", { beta: true }],
] as const) {
  test(`the schemas of answers are open: ${what}`, () => {
    const value = { ...credential(1), ...changes };

    expect(ClientFacingTeamProviderCredentials.parseJson(json(value))).toEqual(value);
    expect(ClientFacingTeamProviderCredentials["~standard"].validate(value)).toEqual({ value });
  });
}

test("a string ends where it ends, whatever stands in it and wherever", () => {
  const parsed = (text: string) => CustomCredentialsResponse.parseJson(bytes(text));

  for (let length = 0; length < 70; length += 1) {
    const filler = "a".repeat(length);
    for (const special of ["", '"', "\\", "\u0001", " ", "\u007f", "é", "語", "😀", "\u{10ffff}"]) {
      const whole = { credentials: [], next_cursor: `${filler}${special}${filler}`, new: special };

      expect(parsed(json(whole))).toEqual(whole);
      expect(parsed(JSON.stringify(whole, null, 2))).toEqual(whole);
    }
    for (const broken of ["\u0000", "\n", "\u001f", "\\x", "\\u12g4", '"']) {
      expect(() => parsed(`{"credentials":[],"next_cursor":"${filler}${broken}${filler}"}`)).toThrow();
    }
  }
});

test("a schema of a response reports the first problem", () => {
  expect(issuesOf(CustomCredentialsResponse, { credentials: [{}, 7], next_cursor: 7 })).toEqual([
    { path: ["credentials", 0, "id"], message: "expected a uuid, but it is missing" },
  ]);
});

const body = (provider: unknown, rest: object = {}) => ({ team_id: teamA, provider, ...rest });

for (const [what, value, paths] of [
  ["a provider that nobody knows", body("acme"), [["provider"]]],
  ["a provider of another case", body("Fitbit"), [["provider"]]],
  ["details of another provider", body("fitbit", { details: { client: "c" } }), [["details", "fitbit"]]],
  [
    "details that are not whole",
    body("fitbit", { details: { fitbit: { workout_verify_token: "w" } } }),
    [
      ["details", "fitbit", "sleep_verify_token"],
      ["details", "fitbit", "body_verify_token"],
    ],
  ],
  ["details of a shape that nobody knows", body("strava", { details: { acme: 1 } }), [["details"]]],
  [
    "a third key beside google_health's two",
    body("google_health", { details: { ...shapes.GoogleHealthTeamProviderDetails, beta: 1 } }),
    [["details"]],
  ],
  ["google_health without its details", body("google_health", { details: null }), [["details"]]],
  [
    "freestyle_libre with more than a client id",
    body("freestyle_libre", { client_secret: secret, redirect_url_override: null }),
    [["client_id"], ["client_secret"], ["redirect_url_override"]],
  ],
  [
    "a billing method that nobody knows",
    body("labcorp", { details: { labcorp: { account_number: "1", billing_method: "X" } } }),
    [["details", "labcorp", "billing_method"]],
  ],
  [
    "an item of a list",
    body("google_fit", { details: { redirect_uri: "u", data_scopes: ["a", 7] } }),
    [["details", "data_scopes", 1]],
  ],
  [
    "everything at once",
    {
      team_id: secret,
      provider: secret,
      client_id: 7,
      client_secret: [secret],
      details: { [secret]: secret },
    },
    [["team_id"], ["provider"], ["client_id"], ["client_secret"], ["details"]],
  ],
  ["nothing that is needed", {}, [["team_id"], ["provider"]]],
] as const) {
  test(`the schema of a request body reports every problem: ${what}`, async () => {
    const issues = issuesOf(UpsertTeamCustomCredentialsBody, value);
    const error = await errorOf(ResponseError, () => UpsertTeamCustomCredentialsBody.parseJson(json(value)));

    expect(issues.map(({ path }) => path)).toEqual(paths);
    expect(error.issues.map(({ message }) => message)).toEqual(issues.map(({ message }) => message));
    expect(json(issues) + everythingIn(error)).not.toContain(secret);
  });
}

test("the body of set may have keys that nobody knows, and no details", () => {
  for (const value of [body("strava", { beta: 1 }), body("fitbit"), body("fitbit", { details: null })]) {
    expect(UpsertTeamCustomCredentialsBody["~standard"].validate(value)).toEqual({ value });
  }
});

test("the body of prepare is met with precision", () => {
  const issues = issuesOf(schemas.PrepareTeamCustomCredentialsBody, { team_id: "7", provider: "twilio" });

  expect(issues.map(({ path }) => path)).toEqual([["team_id"], ["provider"]]);
});

test("a path has keys as strings and indexes as numbers", () => {
  const steps = [{ type: "acme", key: null, value: "v", description: null }, { type: 7 }];

  const issues = issuesOf(schemas.PrepareTeamCustomCredentialsResponse, {
    status: "acme",
    preparation_steps: steps,
  });

  expect(issues).toEqual([{ path: ["preparation_steps", 1, "type"], message: "expected a string" }]);
});

test("what is validated is what JSON.stringify makes of it, and comes back as a copy", () => {
  const created_at = new Date(Date.UTC(2026, 4, 1, 10));
  const given = { ...credential(1), created_at, client_id: undefined, toString: () => secret };

  const result = ClientFacingTeamProviderCredentials["~standard"].validate(given);

  expect(result).toEqual({ value: { ...credential(1), created_at: "2026-05-01T10:00:00.000Z" } });
  expect("value" in result && Object.keys(result.value)).toEqual(Object.keys(credential(1)));
  expect(given.created_at).toBe(created_at);
});

const cycle: Record<string, unknown> = { ...body("strava") };
cycle.cycle = cycle;

for (const [what, value] of [
  ["a cycle", cycle],
  ["a BigInt", body("strava", { beta: 7n })],
  [
    "a toJSON that throws",
    body("strava", {
      toJSON() {
        throw new Error(secret);
      },
    }),
  ],
] as const) {
  test(`what JSON cannot express is an issue, and nothing is thrown: ${what}`, () => {
    const issues = issuesOf(UpsertTeamCustomCredentialsBody, value);

    expect(issues).toEqual([{ path: [], message: "expected a value without cycles and BigInts" }]);
  });
}

for (const [what, value] of [
  ["undefined", undefined],
  ["null", null],
  ["a function", () => secret],
  ["a symbol", Symbol(secret)],
  ["text that is JSON", json(body("strava"))],
  ["an array", [body("strava")]],
] as const) {
  test(`what is no object is an issue with the whole: ${what}`, () => {
    expect(issuesOf(UpsertTeamCustomCredentialsBody, value)).toEqual([
      { path: [], message: "expected an object" },
    ]);
  });
}

test("a value that is nested too deep is an issue", () => {
  let deep: unknown = [];
  for (let depth = 0; depth < 600; depth += 1) deep = [deep];

  expect(issuesOf(UpsertTeamCustomCredentialsBody, body("strava", { deep }))).toHaveLength(1);
});

test("white space is what JSON says it is, wherever it stands in a long run", () => {
  const isTaken = (parse: (text: string) => unknown, text: string) => {
    try {
      parse(text);
      return true;
    } catch {
      return false;
    }
  };

  const differing = [];
  for (let code = 0; code <= 0x20; code += 1) {
    for (let index = 0; index < 40; index += 1) {
      const run = `${" \n\r\t".repeat(10).slice(0, index)}${String.fromCharCode(code)}${" ".repeat(39 - index)}`;
      const text = `{${run}"credentials":[]}`;
      const taken = [JSON.parse, schemas.CustomCredentialsResponse.parseJson].map((parse) =>
        isTaken(parse, text),
      );
      if (taken[0] !== taken[1]) differing.push([code, index]);
    }
  }

  expect(differing).toEqual([]);
});
