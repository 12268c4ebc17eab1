// Kinds of errors, and the error for each status.

import {
  ApiError,
  isJunctionError,
  JunctionError,
  NetworkError,
  PaginationError,
  RequestError,
  ResponseError,
  type TeamCustomCredentials,
} from "junction-credentials";
import { expect, test } from "vitest";
import { idOf, page, streamOf } from "./bodies.js";
import { type Answer, managementKey, observed, teamA } from "./observed.js";
import { errorOf, everythingIn, thrownBy } from "./thrown.js";

const calls: Readonly<Record<string, (credentials: TeamCustomCredentials) => PromiseLike<unknown>>> = {
  list: (credentials) => credentials.list(),
  set: (credentials) => credentials.set({ team_id: teamA, provider: "strava" }),
  prepare: (credentials) => credentials.prepare({ team_id: teamA, provider: "strava" }),
  delete: (credentials) => credentials.delete([idOf(1)]),
};

const kinds: Readonly<Record<string, readonly [type: unknown, kind: string, answer: Answer]>> = {
  NetworkError: [NetworkError, "network", () => Promise.reject(new TypeError("fetch failed"))],
  ApiError: [ApiError, "api", () => new Response("", { status: 400 })],
  ResponseError: [ResponseError, "response", () => new Response("")],
  PaginationError: [PaginationError, "pagination", () => Response.json(page([], "again"))],
};

for (const [name, [type, kind, answer]] of Object.entries(kinds)) {
  test(`${name} is recognised by its class, its name and its kind`, async () => {
    const error = await thrownBy(() => observed(answer).credentials.list().toArray());

    expect(error).toBeInstanceOf(type);
    expect(error).toBeInstanceOf(JunctionError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name, kind });
    expect(isJunctionError(error)).toBe(true);
  });
}

test("RequestError is recognised by its class, its name and its kind", async () => {
  const error = await thrownBy(() => observed(() => undefined).credentials.delete([]));

  expect(error).toBeInstanceOf(RequestError);
  expect(error).toBeInstanceOf(JunctionError);
  expect(error).toMatchObject({ name: "RequestError", kind: "request" });
  expect(isJunctionError(error)).toBe(true);
});

for (const [what, other] of [
  ["null", null],
  ["undefined", undefined],
  ["a text", "api"],
  ["an empty object", {}],
  ["an object with a kind", { kind: "api" }],
  ["another error", new Error("api")],
  ["a function", () => {}],
] as const) {
  test(`this is no error of this package: ${what}`, () => {
    expect(isJunctionError(other)).toBe(false);
  });
}

test("an error of another copy of this package is recognised", () => {
  class OfAnotherCopy extends Error {
    get [Symbol.for("junction-credentials.error")]() {
      return true;
    }
  }

  expect(isJunctionError(new OfAnotherCopy())).toBe(true);
});

const statuses = [
  300, 304, 400, 401, 402, 403, 404, 405, 409, 410, 413, 418, 422, 429, 451, 499, 500, 501, 502, 503, 504,
  599,
];
for (const status of statuses) {
  test(`the status ${status} is an ApiError for every operation`, async () => {
    const answer: Answer = () => new Response(status === 304 ? null : "{}", { status });
    const errors = [];

    for (const call of Object.values(calls))
      errors.push(await thrownBy(() => call(observed(answer).credentials)));

    expect(errors.every((error) => error instanceof ApiError && error.status === status)).toBe(true);
  });
}

for (const status of [199, 600, 999]) {
  test(`a stand-in's status ${status} is an ApiError`, async () => {
    const { credentials } = observed(() => ({
      status,
      headers: { get: () => null },
      arrayBuffer: async () => new ArrayBuffer(0),
    }));

    const error = await errorOf(ApiError, () => credentials.list());

    expect(error.status).toBe(status);
  });
}

for (const [what, body] of [
  ["HTML", "<html><body>502 Bad Gateway</body></html>"],
  ["nothing", ""],
  ["no body", null],
  ["JSON that is cut off", '{"detail": ['],
  ["a text of FastAPI", '{"detail":"Not authenticated"}'],
  ["what a success would have", JSON.stringify(page([1]))],
  ["an array", "[]"],
  ["a number", "7"],
  ["bytes that are no UTF-8", new Uint8Array([0xff, 0xfe])],
  ["a byte order mark", "\uFEFF{}"],
  ["a detail that is null", '{"detail":null}'],
  ["details that are texts", '{"detail":["Field required"]}'],
  ["details without a loc", '{"detail":[{"msg":"Field required","type":"missing"}]}'],
  ["a loc that is none", '{"detail":[{"loc":"body","msg":"Field required","type":"missing"}]}'],
  ["nesting without end", `{"detail":${"[".repeat(10_000)}`],
] as const) {
  for (const status of [400, 422, 502]) {
    test(`a ${status} is an ApiError without issues, its body being ${what}`, async () => {
      const { credentials } = observed(() => new Response(body, { status }));

      const error = await errorOf(ApiError, () => credentials.list());

      expect([error.status, error.issues]).toEqual([status, []]);
    });
  }
}

for (const [what, body] of [
  ["breaks off", { arrayBuffer: () => Promise.reject(new TypeError("terminated")) }],
  ["is no buffer", { arrayBuffer: async () => undefined }],
  ["comes in pieces that are no bytes", { arrayBuffer() {}, body: streamOf(["a text"]) }],
] as const) {
  test(`an error status whose body ${what} is still an ApiError`, async () => {
    const { credentials } = observed(() => ({ status: 401, headers: { get: () => null }, ...body }));

    const error = await errorOf(ApiError, () => credentials.list());

    expect(error.status).toBe(401);
  });
}

test("an ApiError tells how often the request was sent", async () => {
  const { credentials, requests } = observed(() => new Response("", { status: 400 }));

  const error = await errorOf(ApiError, () => credentials.list());

  expect(error.attempts).toBe(requests.length);
});

for (const [status, meaning] of [
  [401, " (the management key is missing or not accepted)"],
  [403, " (the management key does not allow this)"],
  [404, " (unknown organisation, or wrong `baseUrl`)"],
  [409, ""],
  [429, " (too many requests)"],
  [499, ""],
  [500, " (server error)"],
  [599, " (server error)"],
] as const) {
  test(`the message of a ${status} tells what it means`, async () => {
    const { credentials } = observed(() => new Response("", { status }));

    const error = await errorOf(ApiError, () => credentials.list());

    expect(error.message).toBe(`the API responded with ${status}${meaning}`);
  });
}

test("an ApiError tells the id of the trace that the call was given", async () => {
  const { credentials } = observed(() => new Response("", { status: 500 }));
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  const { traceId } = await errorOf(ApiError, () => credentials.list({}, { traceparent }));

  expect(traceId).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
});

/** Returns the error of a call to which the API responds with a 422 and these details. */
function refused(detail: readonly object[], body: object = {}) {
  const { credentials } = observed(() => Response.json({ detail }, { status: 422 }));
  return errorOf(ApiError, () => credentials.set({ team_id: teamA, provider: "strava", ...body }));
}

const missing = { loc: ["body", "team_id"], msg: "Field required", type: "missing" };

test("a 422 tells each place, its text and its code", async () => {
  const enumeration = { loc: ["body", "provider"], msg: "Input should be 'oura'", type: "enum" };

  const error = await refused([missing, enumeration]);

  expect(error.issues).toEqual([missing, enumeration]);
  expect(error.message).toBe(
    "the API responded with 422: `body.team_id`: Field required; `body.provider`: Input should be 'oura'",
  );
});

test("a 422 keeps numbers apart from texts in its places", async () => {
  const error = await refused([{ ...missing, loc: ["body", "details", 0, "0", -1, 12_345_678_901] }]);

  expect(error.issues[0]?.loc).toEqual(["body", "details", 0, "0", -1, 12_345_678_901]);
});

test("a 422 may complain about the whole", async () => {
  const error = await refused([{ ...missing, loc: [] }]);

  expect(error.issues).toEqual([{ ...missing, loc: [] }]);
});

test("a 422 may come with a byte order mark", async () => {
  const { credentials } = observed(
    () => new Response(`\uFEFF{"detail":[${JSON.stringify(missing)}]}`, { status: 422 }),
  );

  const { issues } = await errorOf(ApiError, () => credentials.list());

  expect(issues).toEqual([missing]);
});

test("a complaint of a 422 that is not as described is left out", async () => {
  const wrong = [
    7,
    null,
    [],
    { loc: [] },
    ...["loc", "msg", "type"].map((key) => ({ ...missing, [key]: 7 })),
  ];
  const wrongPlaces = [null, 0.5, true, ["body"]].map((part) => ({ ...missing, loc: ["body", part] }));

  const error = await refused([...wrong, missing, ...wrongPlaces] as object[]);

  expect(error.issues).toEqual([missing]);
});

test("a 422 whose body breaks off tells nothing of an earlier answer", async () => {
  const { credentials } = observed(
    (_, index) =>
      index === 0
        ? Response.json({ detail: [missing] }, { status: 503, headers: { "retry-after": "0" } })
        : { status: 422, headers: { get: () => null }, arrayBuffer: () => Promise.reject(new Error("gone")) },
    { maxRetries: 1 },
  );

  const error = await errorOf(ApiError, () => credentials.list());

  expect(error).toMatchObject({ status: 422, attempts: 2, issues: [] });
});

test("issues are read from a 422 alone", async () => {
  const { credentials } = observed(() => Response.json({ detail: [missing] }, { status: 400 }));

  const { issues } = await errorOf(ApiError, () => credentials.list());

  expect(issues).toEqual([]);
});

test("a 422 shows neither the input nor the context that it repeats", async () => {
  const error = await refused([
    { ...missing, input: { client_id: "canary-input" }, ctx: { error: "canary-context" }, url: "canary-url" },
  ]);

  expect(everythingIn(error)).not.toContain("canary");
  expect(Object.keys(error.issues[0] ?? {}).sort()).toEqual(["loc", "msg", "type"]);
});

test("a secret inside of a 422 is three stars, in text, place and code", async () => {
  const secret = "canary-secret";

  const error = await refused(
    [
      {
        loc: ["body", secret, `x${secret}x`],
        msg: `not ${secret}, ${secret}`,
        type: `value_error.${secret}`,
      },
    ],
    { client_secret: secret },
  );

  expect(error.issues).toEqual([
    { loc: ["body", "***", "x***x"], msg: "not ***, ***", type: "value_error.***" },
  ]);
  expect(everythingIn(error)).not.toContain("canary");
});

test("the key inside of a 422 is three stars", async () => {
  const error = await refused([{ ...missing, msg: `wrong key: ${managementKey}` }]);

  expect(error.issues[0]?.msg).toBe("wrong key: ***");
});

test("a key that a function gave is three stars too", async () => {
  const { credentials } = observed(
    () => Response.json({ detail: [{ ...missing, msg: "wrong key: mg_asked" }] }, { status: 422 }),
    { managementKey: async () => "mg_asked" },
  );

  const error = await errorOf(ApiError, () => credentials.list());

  expect(error.issues[0]?.msg).toBe("wrong key: ***");
});

test("secret details inside of a 422 are three stars", async () => {
  const error = await refused([{ ...missing, msg: "canary-w canary-s canary-b canary-f public" }], {
    provider: "fitbit",
    client_id: "public",
    details: {
      fitbit: {
        workout_verify_token: "canary-w",
        sleep_verify_token: "canary-s",
        body_verify_token: "canary-b",
        foods_verify_token: "canary-f",
      },
    },
  });

  expect(error.issues[0]?.msg).toBe("*** *** *** *** public");
});

test("texts of keys that nobody knows are three stars, for they may be secrets", async () => {
  const error = await refused([{ ...missing, msg: "canary-one canary-two canary-three" }], {
    beta: "canary-one",
    gamma: [{ delta: ["canary-two"] }],
    details: { bioreference: { password: "canary-three" } },
  });

  expect(error.issues[0]?.msg).toBe("*** *** ***");
});

test("a secret that is part of another one leaves nothing of it", async () => {
  const error = await refused([{ ...missing, msg: "canary canary-long" }], {
    client_secret: "canary",
    details: { webhook_secret: "canary-long" },
  });

  expect(error.issues[0]?.msg).toBe("*** ***");
});

test("a secret with quotes and letters of every alphabet is three stars", async () => {
  const secret = 'cänary"\\ 🏃';

  const error = await refused([{ ...missing, msg: `not ${secret}` }], { client_secret: secret });

  expect(error.issues[0]?.msg).toBe("not ***");
});

for (const [what, secret, written] of [
  // Not `String.raw`: Bun escapes characters beyond ASCII in raw templates.
  ["JSON", 'a"bä\\', 'a\\"bä\\\\'],
  ["JSON in ASCII", 'a"bä🏃', String.raw`a\"b\u00e4\ud83c\udfc3`],
  ["JSON has control characters", "a\u0001\b\u001f", String.raw`a\u0001\b\u001f`],
  ["JSON has half of a surrogate pair", "a\ud83d", String.raw`a\ud83d`],
] as const) {
  test(`a secret is three stars where it is written as ${what} too`, async () => {
    const error = await refused([{ ...missing, msg: `not "${written}", nor ${secret}` }], {
      client_secret: secret,
    });

    expect(error.issues[0]?.msg).toBe('not "***", nor ***');
  });
}

test("an empty secret changes nothing", async () => {
  const error = await refused([missing], { client_secret: "" });

  expect(error.issues).toEqual([missing]);
});

for (const [retryAfter, ms] of [
  ["7", 7000],
  [" 1.5 ", 1500],
  ["0.0019", 1],
  ["0", 0],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 0],
] as const) {
  test(`a retry-after of ${JSON.stringify(retryAfter)} asks for ${ms} milliseconds`, async () => {
    const { credentials } = observed(() =>
      Response.json({}, { status: 400, headers: { "retry-after": retryAfter } }),
    );

    const error = await errorOf(ApiError, () => credentials.list());

    expect(error.retryAfterMs).toBe(ms);
  });
}

test("a retry-after that is a date asks for the time until then", async () => {
  const date = new Date(Date.now() + 30_000).toUTCString();
  const { credentials } = observed(() =>
    Response.json({}, { status: 400, headers: { "retry-after": date } }),
  );

  const { retryAfterMs } = await errorOf(ApiError, () => credentials.list());

  expect(retryAfterMs).toBeGreaterThan(0);
  expect(retryAfterMs).toBeLessThanOrEqual(30_000);
});

for (const retryAfter of [
  "",
  "soon",
  "-1",
  "+1",
  "1.",
  ".5",
  "1e3",
  "0x10",
  "1 2",
  "Infinity",
  "9".repeat(400),
  "Sun, 06 Nov 1994 08:49:37",
  "Sun, 06 Nov 1994 08:49:37 PST",
  "Sun, 32 Nov 1994 08:49:37 GMT",
  "Sun, 06 XYZ 1994 08:49:37 GMT",
  "Sunday, 06-Nov-94 08:49:37 GMT",
  "1994-11-06T08:49:37Z",
]) {
  test(`a retry-after of ${JSON.stringify(retryAfter.slice(0, 40))} asks for nothing`, async () => {
    const { credentials } = observed(() =>
      Response.json({}, { status: 400, headers: { "retry-after": retryAfter } }),
    );

    const error = await errorOf(ApiError, () => credentials.list());

    expect(error.retryAfterMs).toBeUndefined();
  });
}
