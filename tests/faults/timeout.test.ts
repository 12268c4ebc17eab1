// Timeouts: an attempt ends after `timeoutMs`, whatever part of the response is missing.

import { ApiError, type JunctionManagementOptions, TimeoutError } from "junction-credentials";
import { expect, test } from "vitest";
import { page } from "../behaviour/bodies.js";
import { type Answer, observed } from "../behaviour/observed.js";
import { asDescribed, calls, clientOf, list, set, withoutBackoff } from "./clients.js";
import { early, pause, timed } from "./clock.js";
import { drip, type Fate, faulty, gzip, stallBeforeHeaders, stallInBody, status } from "./server.js";

withoutBackoff();

/** Longer than the timeouts in these tests, and much shorter than the time that a call would take without them. */
const wellBefore = 10_000;

const stalls: Readonly<Record<string, Fate>> = {
  "an answer that does not come": stallBeforeHeaders,
  "a body with a length that stalls": stallInBody("a length"),
  "a body of chunks that stalls": stallInBody("chunks"),
  "a body that drips, a length ahead": drip("a length", page([1, 2, 3]), 100, 300),
  "a body that drips in chunks": drip("chunks", page([1, 2, 3]), 100, 300),
};

for (const [what, fate] of Object.entries(stalls)) {
  for (const [name, call] of Object.entries(calls)) {
    test.concurrent(`${name} waits for ${what} as long as timeoutMs says, and hangs up`, async () => {
      const server = await faulty(fate);

      const { thrown, took } = await timed(call(clientOf(server, { timeoutMs: 1000 })));

      expect(thrown).toBeInstanceOf(TimeoutError);
      expect(thrown).toMatchObject({ kind: "timeout", attempts: 1 });
      expect(took).toBeGreaterThan(1000 - early);
      expect(took).toBeLessThan(wellBefore);
      expect(server.requests).toHaveLength(1);
      await server.closed();
    });
  }
}

for (const [name, call] of Object.entries(calls)) {
  test.concurrent(`${name} waits for a key that does not come as long as timeoutMs says`, async () => {
    const server = await faulty(asDescribed);
    const credentials = clientOf(server, { timeoutMs: 1000, managementKey: () => new Promise(() => {}) });

    const { thrown, took } = await timed(call(credentials));

    expect(thrown).toBeInstanceOf(TimeoutError);
    expect(took).toBeGreaterThan(1000 - early);
    expect(took).toBeLessThan(wellBefore);
    expect(server.connections).toBe(0);
  });
}

test.concurrent("the timeout of a call wins over that of its client", async () => {
  const server = await faulty(stallInBody("chunks"));
  const credentials = clientOf(server, { timeoutMs: 30_000 });

  const { thrown, took } = await timed(list(credentials, { timeoutMs: 1000 }));

  expect(thrown).toBeInstanceOf(TimeoutError);
  expect(took).toBeLessThan(wellBefore);
});

test.concurrent("each attempt has the whole of timeoutMs", async () => {
  const server = await faulty(stallBeforeHeaders, stallInBody("a length"), stallInBody("chunks"));

  const { thrown, took } = await timed(list(clientOf(server, { timeoutMs: 700, maxRetries: 2 })));

  expect(thrown).toMatchObject({ kind: "timeout", attempts: 3 });
  expect(took).toBeGreaterThan(3 * 700 - early);
  expect(took).toBeLessThan(wellBefore);
  await server.closed();
});

test.concurrent("an attempt that succeeds after one that took too long is the answer", async () => {
  const server = await faulty(stallBeforeHeaders, asDescribed);

  expect(await list(clientOf(server, { timeoutMs: 2000, maxRetries: 1 }))).toEqual(page([1]));
});

test.concurrent("a body that drips is read to its end when it comes in time", async () => {
  const server = await faulty(
    drip("chunks", page([1, 2]), 10, 20),
    drip("a length", page([1, 2]), 10, 20),
    gzip(page([1, 2])),
  );
  const credentials = clientOf(server, { timeoutMs: 60_000 });

  for (let count = 0; count < 3; count += 1) expect(await list(credentials)).toEqual(page([1, 2]));
});

test("what fails after an attempt that took too long is nobody's unhandled rejection", async () => {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", onUnhandled);
  const late = () => pause(20).then(() => Promise.reject(new Error("late")));
  const response = { status: 200, headers: { get: () => null }, arrayBuffer: late };
  const slow: readonly (readonly [answer: Answer, options?: JunctionManagementOptions])[] = [
    [late],
    [() => response],
    [() => ({ ...response, body: { getReader: () => ({ read: late }) } })],
    [() => undefined, { managementKey: late }],
  ];

  for (const [answer, options] of slow) {
    const { thrown } = await timed(observed(answer, { timeoutMs: 5, ...options }).credentials.list());
    expect(thrown).toBeInstanceOf(TimeoutError);
  }
  await pause(40);
  process.off("unhandledRejection", onUnhandled);

  expect(unhandled).toEqual([]);
});

test.concurrent("a set that took too long was perhaps carried out, and is not sent again", async () => {
  const server = await faulty(stallInBody("chunks"), asDescribed);

  const { thrown } = await timed(set(clientOf(server, { timeoutMs: 200, maxRetries: 5 })));

  expect(thrown).toMatchObject({ kind: "timeout", attempts: 1 });
  expect(server.requests).toHaveLength(1);
});

test.concurrent("the wait before a retry is no part of timeoutMs", async () => {
  const server = await faulty(status(503, { "retry-after": "4" }), asDescribed);
  const begin = performance.now();

  expect(await list(clientOf(server, { timeoutMs: 3000, maxRetries: 1 }))).toEqual(page([1]));

  expect(performance.now() - begin).toBeGreaterThan(4000 - early);
});

for (const code of [400, 429, 503]) {
  test.concurrent(`a ${code} whose body stalls is still an ApiError with the values of its headers`, async () => {
    const server = await faulty(stallInBody("chunks", code, { "retry-after": "90" }));

    const { thrown } = await timed(list(clientOf(server, { timeoutMs: 2000, maxRetries: 2 })));

    expect(thrown).toBeInstanceOf(ApiError);
    expect(thrown).toMatchObject({ status: code, attempts: 1, retryAfterMs: 90_000 });
    expect(server.requests).toHaveLength(1);
  });
}
