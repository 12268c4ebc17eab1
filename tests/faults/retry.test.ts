// The number of requests of each operation for each fault, as counted by the server.

import { ApiError, isJunctionError, RequestError, TimeoutError } from "junction-credentials";
import { expect, test } from "vitest";
import { errorOf, thrownBy } from "../behaviour/thrown.js";
import {
  asDescribed,
  type Call,
  calls,
  clientOf,
  list,
  prepare,
  repeatable,
  set,
  withoutBackoff,
} from "./clients.js";
import {
  answer,
  closeBeforeHeaders,
  closeInBody,
  endless,
  type Fate,
  faulty,
  garbage,
  html,
  redirect,
  resetBeforeHeaders,
  resetInBody,
  stallBeforeHeaders,
  stallInBody,
  status,
} from "./server.js";

withoutBackoff();

const stalls: Readonly<Record<string, Fate>> = {
  "no response in time": stallBeforeHeaders,
  "a body that stalls": stallInBody("a length"),
  "chunks that stall": stallInBody("chunks"),
};

const passing: Readonly<Record<string, Fate>> = {
  "a reset before the headers": resetBeforeHeaders,
  "a closed connection": closeBeforeHeaders,
  "garbage in place of HTTP": garbage,
  "a reset in the body": resetInBody("a length"),
  "a reset between chunks": resetInBody("chunks"),
  "a body that is cut off": closeInBody("a length"),
  "a missing last chunk": closeInBody("chunks"),
  ...stalls,
  "a 500": status(500),
  "a 502": status(502),
  "a 504": status(504),
};

const refused: Readonly<Record<string, Fate>> = {
  "a 429": status(429),
  "a 503": status(503),
  "a 429 that asks for no wait": status(429, { "retry-after": "0" }),
  "a 503 that asks for no wait": status(503, { "retry-after": "0" }),
  "a 503 that asks for a time that has passed": status(503, { "retry-after": new Date(0).toUTCString() }),
};

const lasting: Readonly<Record<string, Fate>> = {
  "a 400": status(400),
  "a 401": status(401),
  "a 404": status(404),
  "a 422": status(422),
  "a 501": status(501),
  "a 400 that asks for a wait": status(400, { "retry-after": "0" }),
  "a redirect": redirect("/elsewhere"),
  "HTML with a 200": html,
  "a body that is too long": answer("x".repeat(5000)),
  "a body without an end": endless(Buffer.alloc(1000, "x")),
};

/**
 * Returns the number of requests of a call to which the server always responds with one fault, and the number of
 * attempts in its error.
 */
async function sent(call: Call, fate: Fate, maxRetries: number) {
  const server = await faulty(fate);
  // On a busy machine a request may take long to arrive, but only a stall may time out.
  const timeoutMs = Object.values(stalls).includes(fate) ? 2000 : 60_000;
  const credentials = clientOf(server, { timeoutMs, maxRetries, maxResponseBytes: 4000 });
  const error = await thrownBy(() => call(credentials));
  if (!isJunctionError(error)) throw error;
  return { count: server.requests.length, attempts: "attempts" in error ? error.attempts : undefined };
}

for (const [what, fate] of Object.entries({ ...passing, ...refused })) {
  for (const [name, call] of Object.entries(repeatable)) {
    test.concurrent(`${name} that meets ${what} is sent once and again as often as it may be`, async () => {
      expect(await sent(call, fate, 2)).toEqual({ count: 3, attempts: 3 });
    });
  }
}

for (const [what, fate] of Object.entries(passing)) {
  test.concurrent(`set that meets ${what} is never sent again`, async () => {
    expect(await sent(set, fate, 2)).toEqual({ count: 1, attempts: 1 });
  });
}

for (const [what, fate] of Object.entries(refused)) {
  test.concurrent(`set that meets ${what} was not carried out, and is sent again`, async () => {
    expect(await sent(set, fate, 2)).toEqual({ count: 3, attempts: 3 });
  });
}

for (const [what, fate] of Object.entries(lasting)) {
  for (const [name, call] of Object.entries(calls)) {
    test.concurrent(`${name} that meets ${what} is not sent again`, async () => {
      expect((await sent(call, fate, 2)).count).toBe(1);
    });
  }
}

for (const [what, fate] of Object.entries({ ...passing, ...refused })) {
  for (const [name, call] of Object.entries(calls)) {
    test.concurrent(`${name} that meets ${what} is sent exactly once when maxRetries is 0`, async () => {
      expect(await sent(call, fate, 0)).toEqual({ count: 1, attempts: 1 });
    });
  }
}

for (const [what, fate, message] of [
  ["no answer", closeBeforeHeaders, /^no response: fetch failed.* \(after 3 attempts\)$/],
  ["no response in time", stallBeforeHeaders, /^no response in time \(after 3 attempts\)$/],
  [
    "an error",
    status(503),
    /^the API responded with 503 \(server error\): as it was told to \(after 3 attempts\)$/,
  ],
] as const) {
  test.concurrent(`the message about ${what} says after how many attempts`, async () => {
    const server = await faulty(fate);

    const error = await thrownBy(() => list(clientOf(server, { timeoutMs: 2000, maxRetries: 2 })));

    expect((error as Error).message).toMatch(message);
  });
}

test("a call says for itself how often it may be repeated", async () => {
  const server = await faulty(status(503));
  const credentials = clientOf(server, { maxRetries: 5 });

  const error = await errorOf(ApiError, () => list(credentials, { maxRetries: 1 }));

  expect(error.attempts).toBe(2);
  expect(server.requests).toHaveLength(2);
});

for (const [name, call] of Object.entries(calls)) {
  test(`${name} sends the very same bytes again`, async () => {
    const server = await faulty(status(503), status(429), asDescribed);

    await call(clientOf(server, { maxRetries: 2 }));

    const [first, second, third] = server.requests.map(({ text }) => text);
    expect(server.requests).toHaveLength(3);
    expect([second, third]).toEqual([first, first]);
  });
}

test("a function is asked for its key once for each attempt", async () => {
  const server = await faulty(status(503), status(503), asDescribed);
  let asked = 0;
  const managementKey = async () => `mg_${++asked}`;

  await prepare(clientOf(server, { maxRetries: 2, managementKey }));

  const keys = server.requests.map(({ headers }) => headers.get("x-management-key"));
  expect(keys).toEqual(["mg_1", "mg_2", "mg_3"]);
});

const wrongKeys: Readonly<Record<string, () => Promise<string>>> = {
  fails: () => Promise.reject(new Error("no key")),
  "gives a wrong key": async () => "sk_team",
};

for (const [what, laterKey] of Object.entries(wrongKeys)) {
  test(`a key function that ${what} after a first attempt does not end as if nothing had been sent`, async () => {
    const server = await faulty(status(500), asDescribed);
    let asked = 0;
    const keys = async () => (asked++ === 0 ? "mg_first" : laterKey());
    const credentials = clientOf(server, { maxRetries: 2, managementKey: keys });

    const error = await thrownBy(() => calls.delete?.(credentials));

    expect(server.requests).toHaveLength(1);
    expect(error).not.toBeInstanceOf(RequestError);
    expect(String(error)).not.toContain("nothing was sent");
  });
}

test("a client that has failed for long retries no more until calls succeed again", async () => {
  const server = await faulty(status(500));
  const credentials = clientOf(server, { maxRetries: 1 });
  const attempts = async () => (await errorOf(ApiError, () => list(credentials))).attempts;

  for (let count = 0; count < 100; count += 1) expect(await attempts()).toBe(2);
  expect(await attempts()).toBe(1);
  server.follow(asDescribed);
  for (let count = 0; count < 5; count += 1) await list(credentials);
  server.follow(status(500));

  expect([await attempts(), await attempts()]).toEqual([2, 1]);
});

test("a retry that succeeds costs nothing in the end", async () => {
  const server = await faulty(status(500));
  const credentials = clientOf(server, { maxRetries: 1 });
  const attempts = async () => (await errorOf(ApiError, () => list(credentials))).attempts;
  for (let count = 0; count < 99; count += 1) await attempts();

  for (let count = 0; count < 3; count += 1) {
    server.follow(status(500), asDescribed);
    await list(credentials);
  }
  server.follow(status(500));

  expect([await attempts(), await attempts()]).toEqual([2, 1]);
});

test("a retry after a timeout costs twice as much as another one", async () => {
  const server = await faulty(stallBeforeHeaders);
  const credentials = clientOf(server, { maxRetries: 1, timeoutMs: 100 });
  const timeouts = Array.from({ length: 50 }, () => errorOf(TimeoutError, () => list(credentials)));

  const attempts = (await Promise.all(timeouts)).map(({ attempts }) => attempts);
  server.follow(status(500));
  const { attempts: next } = await errorOf(ApiError, () => list(credentials, { timeoutMs: 60_000 }));

  expect(new Set(attempts)).toEqual(new Set([2]));
  expect(next).toBe(1);
});

test("the failures of one client do not keep another one from retrying", async () => {
  const server = await faulty(status(500));
  const tired = clientOf(server, { maxRetries: 100 });
  await errorOf(ApiError, () => list(tired));

  const error = await errorOf(ApiError, () => list(clientOf(server, { maxRetries: 1 })));

  expect(error.attempts).toBe(2);
});
