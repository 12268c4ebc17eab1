// Validation of response bodies.

import { ResponseError, type TeamCustomCredentials } from "junction-credentials";
import { expect, test } from "vitest";
import { credential, idOf, page, preparation } from "./bodies.js";
import { observed, teamA } from "./observed.js";
import { errorOf } from "./thrown.js";

type Call = (credentials: TeamCustomCredentials) => PromiseLike<unknown>;

const list: Call = (credentials) => credentials.list();
const set: Call = (credentials) => credentials.set({ team_id: teamA, provider: "strava" });
const prepare: Call = (credentials) => credentials.prepare({ team_id: teamA, provider: "strava" });
const remove: Call = (credentials) => credentials.delete([idOf(1)]);
const calls = { list, set, prepare, delete: remove };

/** Returns the result of a call whose response has this body. */
async function believed(call: Call, body: string | Uint8Array | null, status = 200): Promise<unknown> {
  return call(observed(() => new Response(body, { status })).credentials);
}

/** Returns the error of a call whose response has this body. */
async function disbelieved(
  call: Call,
  body: string | Uint8Array | null,
  status = 200,
): Promise<ResponseError> {
  return errorOf(ResponseError, () => believed(call, body, status));
}

const json = (value: unknown): string => JSON.stringify(value);
const pageOf = (changes: object): string => json({ credentials: [{ ...credential(1), ...changes }] });
const without = (key: string, value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

for (const [what, text] of [
  ["keys that nobody knows", `{"credentials":[{"beta":{"a":[1]},${json(credential(1)).slice(1)}],"total":1}`],
  [
    "null instead of absent",
    pageOf({ client_id: null, client_secret_hash: null, details: null, app_url: null }),
  ],
  ["neither null nor value", json(page([1]))],
  ["a source that nobody knows", pageOf({ source: "acme" })],
  ["an empty source", pageOf({ source: "" })],
  ["details of a shape that nobody knows", pageOf({ details: { acme: { token: "t" } } })],
  ["details without keys", pageOf({ details: {} })],
  ["details with keys that nobody knows", pageOf({ details: { webhook_secret: "s", beta: true } })],
  [
    "google_health's details with a third key",
    pageOf({ details: { project_number: "1", service_account_email: "e", beta: 1 } }),
  ],
  [
    "a billing method that nobody knows",
    pageOf({ details: { labcorp: { account_number: "1", billing_method: "XX" } } }),
  ],
  [
    "a billing type that nobody knows",
    pageOf({ details: { quest: {}, disallowed_billing_states: { barter: ["NY"] } } }),
  ],
  ["details of another provider", pageOf({ source: "oura", details: { client: "c" } })],
  [
    "a date without a zone",
    pageOf({ created_at: "2026-05-01T10:00:00.123456", updated_at: "2026-05-01T10:00:00" }),
  ],
  ["a date in lower case", pageOf({ created_at: "2026-05-01t10:00:00z" })],
  ["ids in upper case", pageOf({ id: idOf(1).toUpperCase() })],
  ["texts of every alphabet", pageOf({ client_id: 'Zoë 🏃 "quoted" \\ \u2028 \u0000', app_url: "" })],
  ["text escapes", json(page([1])).replace("strava", "\\u0073\\u0074rava\\ud83d\\ude00\\ud83d")],
  ["a __proto__ of its own", `{"credentials":[],"__proto__":{"polluted":true}}`],
  [
    "numbers larger than JavaScript's",
    `{"credentials":[],"big":12345678901234567890,"huge":1e400,"tiny":-0.0}`,
  ],
  [
    "equal keys, of which the last counts",
    `{"credentials":[],"a":1,"a":2,"credentials":[${json(credential(1))}]}`,
  ],
  ["white space", ` \n\t\r${JSON.stringify(page([1]), null, 4)}\n `],
  ["nesting that is deep", `{"credentials":[],"deep":${"[".repeat(500)}${"]".repeat(500)}}`],
] as const) {
  test(`a body is what JSON.parse makes of it: ${what}`, async () => {
    const found = await believed(list, text);

    expect(found).toEqual(JSON.parse(text));
    expect(json(found)).toBe(json(JSON.parse(text)));
  });
}

test("a __proto__ in a body is a key and nothing more", async () => {
  const found = (await believed(list, `{"credentials":[],"__proto__":{"polluted":true}}`)) as object;

  expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
  expect(Object.keys(found)).toEqual(["credentials", "__proto__"]);
});

test("a byte order mark is skipped", async () => {
  expect(await believed(list, `\uFEFF${json(page([1]))}`)).toEqual(page([1]));
});

test("the content type of an answer does not matter", async () => {
  const { credentials } = observed(
    () => new Response(json(page([1])), { headers: { "content-type": "text/html" } }),
  );

  expect(await credentials.list()).toEqual(page([1]));
});

test("any status of success will do", async () => {
  expect(await believed(set, json(credential(1)), 201)).toEqual(credential(1));
});

test("a preparation may have steps and a status that nobody knows", async () => {
  const text = json({
    status: "acme",
    preparation_steps: [{ type: "acme", key: "k", value: "v", description: "d", beta: 1 }],
  });

  expect(await believed(prepare, text)).toEqual(JSON.parse(text));
});

test("a large answer is read whole", async () => {
  const numbers = Array.from({ length: 20_000 }, (_, index) => index);

  expect(await believed(list, json(page(numbers)))).toEqual(page(numbers));
});

test("many large answers at once do not disturb each other", async () => {
  const texts = Array.from({ length: 8 }, (_, index) => json(page(Array(3_000).fill(index))));

  const found = await Promise.all(texts.map((text) => believed(list, text)));

  expect(found).toEqual(texts.map((text) => JSON.parse(text)));
});

for (const [name, value, path, message] of [
  ["list", [], "", "expected an object"],
  ["list", null, "", "expected an object"],
  ["list", "credentials", "", "expected an object"],
  ["list", { detail: "Not Found" }, "credentials", "expected an array, but it is missing"],
  ["list", { credentials: null }, "credentials", "expected an array"],
  ["list", { credentials: [credential(1), 7] }, "credentials[1]", "expected an object"],
  ["list", { ...page([1]), next_cursor: 7 }, "next_cursor", "expected a string or null"],
  ["list", { credentials: [{}] }, "credentials[0].id", "expected a uuid, but it is missing"],
  ...["id", "team_id"].flatMap((key) => [
    [
      "list",
      { credentials: [{ ...credential(1), [key]: 7 }] },
      `credentials[0].${key}`,
      "expected a uuid",
    ] as const,
    [
      "list",
      { credentials: [{ ...credential(1), [key]: "acme" }] },
      `credentials[0].${key}`,
      "expected a uuid",
    ] as const,
  ]),
  ...["created_at", "updated_at"].flatMap((key) => [
    [
      "list",
      { credentials: [without(key, credential(1))] },
      `credentials[0].${key}`,
      "expected a date and time, but it is missing",
    ] as const,
    [
      "list",
      { credentials: [{ ...credential(1), [key]: "2026-02-30T10:00:00Z" }] },
      `credentials[0].${key}`,
      "expected a date and time",
    ] as const,
    [
      "list",
      { credentials: [{ ...credential(1), [key]: 1777629600 }] },
      `credentials[0].${key}`,
      "expected a date and time",
    ] as const,
  ]),
  ...["client_id", "client_secret_hash", "app_url", "redirect_url_override"].map(
    (key) =>
      [
        "list",
        { credentials: [{ ...credential(1), [key]: 7 }] },
        `credentials[0].${key}`,
        "expected a string or null",
      ] as const,
  ),
  [
    "list",
    { credentials: [{ ...credential(1), source: null }] },
    "credentials[0].source",
    "expected a string",
  ],
  [
    "list",
    { credentials: [{ ...credential(1), details: [] }] },
    "credentials[0].details",
    "expected an object or null",
  ],
  [
    "list",
    { credentials: [{ ...credential(1), details: { fitbit: null } }] },
    "credentials[0].details.fitbit",
    "expected an object",
  ],
  [
    "list",
    {
      credentials: [
        credential(1),
        { ...credential(2), details: { fitbit: { workout_verify_token: 41_999 } } },
      ],
    },
    "credentials[1].details.fitbit.workout_verify_token",
    "expected a string",
  ],
  [
    "list",
    { credentials: [{ ...credential(1), details: { project_number: "1" } }] },
    "credentials[0].details.service_account_email",
    "expected a string, but it is missing",
  ],
  [
    "list",
    {
      credentials: [{ ...credential(1), details: { quest: {}, disallowed_billing_states: { barter: [7] } } }],
    },
    "credentials[0].details.disallowed_billing_states.*[0]",
    "expected a string",
  ],
  ["set", { detail: "Not Found" }, "id", "expected a uuid, but it is missing"],
  ["set", page([1]), "id", "expected a uuid, but it is missing"],
  ["set", { ...credential(1), team_id: null }, "team_id", "expected a uuid"],
  ["set", { ...credential(1), details: { client: 7 } }, "details.client", "expected a string"],
  ["prepare", {}, "status", "expected a string, but it is missing"],
  ["prepare", { status: true }, "status", "expected a string"],
  ["prepare", { ...preparation, preparation_steps: null }, "preparation_steps", "expected an array"],
  [
    "prepare",
    { ...preparation, preparation_steps: [{ type: "redirect_uri", value: "v", description: null }] },
    "preparation_steps[0].key",
    "expected a string or null, but it is missing",
  ],
  [
    "prepare",
    {
      ...preparation,
      preparation_steps: [{ type: "redirect_uri", key: null, value: null, description: null }],
    },
    "preparation_steps[0].value",
    "expected a string",
  ],
  ["delete", {}, "success", "expected an array, but it is missing"],
  ["delete", { success: [], failure: [] }, "not_found", "expected an array, but it is missing"],
  ["delete", { success: [], failure: null, not_found: [] }, "failure", "expected an array"],
  ["delete", { success: [idOf(1), "acme"], failure: [], not_found: [] }, "success[1]", "expected a uuid"],
] as const) {
  test(`a body that is not as described is a ResponseError: ${name} gives ${json(value)}`, async () => {
    const { issues, message: text, status } = await disbelieved(calls[name], json(value));

    expect({ issues, status }).toEqual({ issues: [{ path, message }], status: 200 });
    expect(text).toBe(`unexpected response${path ? ` at \`${path}\`` : ""}: ${message}`);
  });
}

for (const [what, body, message] of [
  ["HTML", "<!doctype html><title>Sign in</title>", "expected a value at byte 0"],
  ["nothing", "", "it ends at byte 0, where a value was expected"],
  ["white space", " \n", "it ends at byte 2, where a value was expected"],
  ["a byte order mark alone", "\uFEFF", "it ends at byte 3, where a value was expected"],
  [
    "a body that is cut off",
    '{"credentials": [{"id": "',
    "it ends at byte 25, where a closing quote was expected",
  ],
  [
    "a body that is cut off behind a value",
    '{"credentials":[]',
    "it ends at byte 17, where a comma or a closing brace was expected",
  ],
  ["two bodies", '{"credentials":[]}{}', "expected the end of the text at byte 18"],
  ["a comma too many", '{"credentials":[],}', "expected a key at byte 18"],
  ["a comment", '{"credentials":[] /* none */}', "expected a comma or a closing brace at byte 18"],
  ["NaN", '{"credentials":[],"total":NaN}', "expected a value at byte 26"],
  [
    "a number with a zero in front",
    '{"credentials":[],"total":01}',
    "expected a comma or a closing brace at byte 27",
  ],
  [
    "a raw line break in a string",
    '{"credentials":[],"a":"\n"}',
    "expected an escape in place of a control character at byte 23",
  ],
  ["a broken escape", '{"credentials":[],"a":"\\x"}', "expected an escape of JSON at byte 23"],
  [
    "bytes that are no UTF-8",
    new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    "expected UTF-8 at byte 2",
  ],
  [
    "nesting that is too deep",
    `{"credentials":[],"a":${"[".repeat(600)}`,
    "expected less nesting at byte 533",
  ],
] as const) {
  test(`a body that is no JSON is a ResponseError: ${what}`, async () => {
    const { issues } = await disbelieved(list, body);

    expect(issues).toEqual([{ path: "", message: `malformed JSON: ${message}` }]);
  });
}

for (const [name, call] of Object.entries(calls)) {
  test(`${name} believes no HTML, whatever the status of success`, async () => {
    const error = await disbelieved(call, "<html>", 202);

    expect(error.status).toBe(202);
    expect(error.message).toBe("unexpected response: malformed JSON: expected a value at byte 0");
  });

  test(`${name} believes no 204`, async () => {
    const error = await disbelieved(call, null, 204);

    expect(error.status).toBe(204);
    const message = "malformed JSON: it ends at byte 0, where a value was expected";
    expect(error.issues).toEqual([{ path: "", message }]);
  });
}

/** A body with a Content-Length that may be wrong. */
function ofLength(length: string) {
  const { buffer } = new TextEncoder().encode(json(page([1])));
  const headers = { get: (name: string) => (name === "content-length" ? length : null) };
  return { status: 200, headers, arrayBuffer: async () => buffer };
}

for (const length of ["many", "", "-1", "7, 7"]) {
  test(`a length that is no number does not matter: ${json(length)}`, async () => {
    const { credentials } = observed(() => ofLength(length));

    expect(await credentials.list()).toEqual(page([1]));
  });
}

for (const length of ["2", "100", "9".repeat(400)]) {
  test(`a body may not be longer than maxResponseBytes, though it says that it is ${length.slice(0, 3)} long`, async () => {
    const { credentials } = observed(() => ofLength(length), { maxResponseBytes: 99 });

    const { issues } = await errorOf(ResponseError, () => credentials.list());

    expect(issues).toEqual([{ path: "", message: "expected a body of at most `maxResponseBytes`" }]);
  });
}

for (const [what, length, type] of [
  ["it has no length", "", "basic"],
  ["it is of another origin", "7", "cors"],
] as const) {
  test(`a body is read no further than maxResponseBytes where ${what}`, async () => {
    let pieces = 0;
    const read = async () => {
      pieces += 1;
      return { done: pieces > 99, value: new Uint8Array(7) };
    };
    const body = { getReader: () => ({ read }) };
    const { credentials } = observed(() => ({ ...ofLength(length), type, body }), { maxResponseBytes: 99 });

    await errorOf(ResponseError, () => credentials.list());

    expect(pieces).toBe(15);
  });
}

test("of equal keys each has to be as described", async () => {
  const { issues } = await disbelieved(list, '{"credentials":7,"credentials":[]}');

  expect(issues).toEqual([{ path: "credentials", message: "expected an array" }]);
});

test("a malformed page in the middle of a listing comes after the pages before it", async () => {
  const { credentials } = observed((_, index) =>
    index === 0 ? Response.json(page([1, 2], "p2")) : Response.json({ credentials: [{}] }),
  );
  const found: string[] = [];

  await errorOf(ResponseError, async () => {
    for await (const { id } of credentials.list()) found.push(id);
  });

  expect(found).toEqual([idOf(1), idOf(2)]);
});
