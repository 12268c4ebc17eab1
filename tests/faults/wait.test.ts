// Waits before retries, as measured by the server.

import { ApiError } from "junction-credentials";
import { expect, test } from "vitest";
import { asDescribed, calls, clientOf, list } from "./clients.js";
import { atOnce, early, timed } from "./clock.js";
import { faulty, type ReceivedRequest, status } from "./server.js";
import { requestedDelays } from "./timers.js";

/** Longer than the waits in these tests, and much shorter than the longest possible wait. */
const wellBefore = 15_000;
/** Differs from every wait. */
const timeoutMs = 59_999;

/** Returns the time between the first and the second request. */
function gap([first, second]: readonly ReceivedRequest[]): number {
  return (second?.at ?? Number.NaN) - (first?.at ?? Number.NaN);
}

/** Returns a date in the format of HTTP, which has no milliseconds. */
function httpDate(msFromNow: number): string {
  return new Date(Date.now() + msFromNow).toUTCString();
}

for (const code of [429, 503]) {
  for (const [name, call] of Object.entries(calls)) {
    test.concurrent(`${name} waits as many seconds as a ${code} asks for`, async () => {
      const server = await faulty(status(code, { "retry-after": "1" }), asDescribed);

      await call(clientOf(server, { maxRetries: 1 }));

      expect(gap(server.requests)).toBeGreaterThan(1000 - early);
      expect(gap(server.requests)).toBeLessThan(wellBefore);
    });
  }

  test.concurrent(`a call waits until the date that a ${code} asks for`, async () => {
    let date = "";
    const server = await faulty((socket, request) => {
      date = httpDate(2500);
      status(code, { "retry-after": date })(socket, request);
    }, asDescribed);

    await list(clientOf(server, { maxRetries: 1 }));

    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(date) - early);
    expect(gap(server.requests)).toBeLessThan(wellBefore);
  });
}

for (const [what, retryAfter, atLeast, atMost] of [
  ["61 seconds", () => "61", 61_000, 61_000],
  ["a day", () => "86400", 86_400_000, 86_400_000],
  ["more than a number can count", () => "9".repeat(30), 1e32, 1e34],
  ["a date in 90 seconds", () => httpDate(90_000), 61_000, 90_000],
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
      expect(took).toBeLessThan(atOnce);
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

/** Returns the waits that a client starts while a function runs, without the timers for the timeouts of attempts. */
async function waitsOf(run: () => Promise<unknown>): Promise<(number | undefined)[]> {
  const before = requestedDelays().length;
  await run();
  return requestedDelays()
    .slice(before)
    .filter((ms) => ms !== timeoutMs);
}

test("without a word of the API the longest wait doubles with each attempt", async () => {
  const server = await faulty(status(503));
  const { random } = Math;
  Math.random = () => 1;
  try {
    const waits = await waitsOf(() => timed(list(clientOf(server, { maxRetries: 3, timeoutMs }))));

    expect(waits).toEqual([500, 1000, 2000]);
  } finally {
    Math.random = random;
  }
});

test("without a word of the API the wait is any part of the longest, and not the same for all", async () => {
  const server = await faulty(status(503));
  const credentials = clientOf(server, { maxRetries: 1, timeoutMs });

  const waits = await waitsOf(() => Promise.all(Array.from({ length: 20 }, () => timed(list(credentials)))));

  const sorted = waits.map((ms) => ms ?? Number.NaN).sort((a, b) => a - b);
  expect(sorted).toHaveLength(20);
  expect(sorted.at(-1)).toBeLessThanOrEqual(500);
  // By chance, all of them would be in one half of the range once in half a million runs.
  expect(sorted.at(0)).toBeLessThan(250);
  expect(sorted.at(-1)).toBeGreaterThan(250);
  expect(new Set(sorted).size).toBeGreaterThan(5);
});
