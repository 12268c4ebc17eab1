// How long a client waits before it sends a request again: measured where it arrives.

import { ApiError } from "junction-credentials";
import { expect, test } from "vitest";
import { asDescribed, calls, clientOf, list } from "./clients.js";
import { between, type Moment, timed } from "./clock.js";
import { faulty, type ReceivedRequest, status } from "./server.js";

const tolerance = 1.2;
const early = 2;

/** The time from each request to the one after it. */
function gaps(requests: readonly ReceivedRequest[]): Moment[] {
  return requests.slice(1).map(({ at }, index) => between(requests[index]?.at ?? at, at));
}

/** A date as HTTP writes it, without the milliseconds. */
function httpDate(msFromNow: number): string {
  return new Date(Date.now() + msFromNow).toUTCString();
}

for (const code of [429, 503]) {
  for (const [name, call] of Object.entries(calls)) {
    test.concurrent(`${name} waits as many seconds as a ${code} asks for`, async () => {
      const server = await faulty(status(code, { "retry-after": "1" }), asDescribed);

      await call(clientOf(server, { maxRetries: 1 }));

      const [gap] = gaps(server.requests);
      expect(gap?.wall).toBeGreaterThan(1000 - early);
      expect(gap?.fair).toBeLessThan(1000 * tolerance);
    });
  }

  test.concurrent(`a call waits until the date that a ${code} asks for`, async () => {
    let date = "";
    let promised = 0;
    const server = await faulty((socket, request) => {
      date = httpDate(2500);
      promised = Date.parse(date) - Date.now();
      status(code, { "retry-after": date })(socket, request);
    }, asDescribed);

    await list(clientOf(server, { maxRetries: 1 }));

    const [gap] = gaps(server.requests);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(date) - early);
    expect(gap?.fair).toBeLessThan(promised * tolerance);
  });
}

for (const [what, retryAfter, atLeast, atMost] of [
  ["61 seconds", () => "61", 61_000, 61_000],
  ["a day", () => "86400", 86_400_000, 86_400_000],
  ["more than a number can count", () => "9".repeat(30), 1e32, 1e34],
  ["a date in 90 seconds", () => httpDate(90_000), 88_000, 90_000],
] as const) {
  for (const code of [429, 503]) {
    test(`a ${code} that asks for ${what} is thrown at once`, async () => {
      const server = await faulty(status(code, { "retry-after": retryAfter() }));

      const { thrown, took } = await timed(list(clientOf(server, { maxRetries: 5 })));

      expect(thrown).toBeInstanceOf(ApiError);
      const { attempts, retryAfterMs } = thrown as ApiError;
      expect(attempts).toBe(1);
      expect(retryAfterMs).toBeGreaterThanOrEqual(atLeast);
      expect(retryAfterMs).toBeLessThanOrEqual(atMost);
      expect(took.fair).toBeLessThan(300);
      expect(server.requests).toHaveLength(1);
    });
  }
}

test("the last error tells the wait that it asks for", async () => {
  const server = await faulty(status(429, { "retry-after": "0" }), status(429, { "retry-after": "7" }));

  const { thrown } = await timed(list(clientOf(server, { maxRetries: 1 })));

  expect(thrown).toMatchObject({ kind: "api", status: 429, attempts: 2, retryAfterMs: 7000 });
});

for (const nonsense of ["soon", "-1", "", "1e3", "Someday, 99 Foo 2026 10:00:00 GMT"]) {
  test(`a wait that nobody understands is none: ${JSON.stringify(nonsense)}`, async () => {
    const server = await faulty(status(429, { "retry-after": nonsense }));

    const { thrown } = await timed(list(clientOf(server)));

    expect(thrown).toMatchObject({ kind: "api", status: 429, retryAfterMs: undefined });
  });
}

test("without a word of the API the wait grows, stays within its bounds, and is not the same for all", async () => {
  const waits = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const server = await faulty(status(503));
      await timed(list(clientOf(server, { maxRetries: 2 })));
      return gaps(server.requests);
    }),
  );

  const [first = [], second = []] = [0, 1].map((index) =>
    waits.map((gaps) => gaps[index]?.fair ?? Number.NaN),
  );
  expect(Math.max(...first)).toBeLessThan(500 * tolerance);
  expect(Math.max(...second)).toBeLessThan(1000 * tolerance);
  // By chance all of them are above half of the bound once in a million times.
  expect(Math.min(...first)).toBeLessThan(250);
  expect(Math.max(...second)).toBeGreaterThan(500);
  expect(new Set(first.map(Math.round)).size).toBeGreaterThan(5);
});
