// Calls that the caller aborts: they end at once in every phase, and leave no connection, listener or timer.

import { getEventListeners } from "node:events";
import type { JunctionManagementOptions } from "junction-credentials";
import { expect, test } from "vitest";
import { idOf, page } from "../behaviour/bodies.js";
import { thrownBy } from "../behaviour/thrown.js";
import { asDescribed, calls, clientOf, list, repeatable } from "./clients.js";
import { atOnce, pause, timed } from "./clock.js";
import {
  answer,
  drip,
  endless,
  type Fate,
  faulty,
  resetBeforeHeaders,
  stallBeforeHeaders,
  stallInBody,
  status,
} from "./server.js";
import { pendingTimers } from "./timers.js";

interface Phase {
  readonly fate: Fate;
  readonly options?: JunctionManagementOptions;
  /** The number of requests that the server has received when the call is aborted. Default: one. */
  readonly requests?: number;
}

/** The phases of a call in which it is aborted: the server's behaviour and the client's options. */
const phases: Readonly<Record<string, Phase>> = {
  "waits for an answer": { fate: stallBeforeHeaders },
  "reads a body with a length": { fate: stallInBody("a length") },
  "reads a body of chunks": { fate: stallInBody("chunks") },
  "reads a body that drips": { fate: drip("chunks", page([1]), 100, 200) },
  "reads a body without an end": { fate: endless(Buffer.from(" ")) },
  "reads the body of an error": { fate: stallInBody("chunks", 500) },
  "waits as long as a 429 asks for": {
    fate: status(429, { "retry-after": "60" }),
    options: { maxRetries: 2 },
  },
  "waits as long as a 503 asks for": {
    fate: status(503, { "retry-after": "30" }),
    options: { maxRetries: 2 },
  },
  "waits for its key": {
    fate: asDescribed,
    options: { managementKey: () => new Promise(() => {}) },
    requests: 0,
  },
};

for (const [phase, { fate, options, requests = 1 }] of Object.entries(phases)) {
  for (const [name, call] of Object.entries(calls)) {
    test(`${name} that is aborted while it ${phase} ends at once, and nothing is left of it`, async () => {
      const server = await faulty(fate);
      const controller = new AbortController();
      const { signal } = controller;
      const reason = new Error("enough");

      const ended = thrownBy(() => call(clientOf(server, options), { signal }));
      await server.received(requests);
      // Some responses send their body a moment after the headers.
      await pause(60);
      const during = pendingTimers();
      controller.abort(reason);
      const { thrown, took } = await timed(ended.then((thrown) => Promise.reject(thrown)));

      expect(thrown).toBe(reason);
      expect(took).toBeLessThan(atOnce);
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
      await server.closed();
      expect(during).toBe(1);
      expect(pendingTimers()).toBe(0);
      expect(server.requests).toHaveLength(requests);
    });
  }
}

for (const [name, call] of Object.entries(calls)) {
  test(`${name} with a signal that is aborted already opens no connection`, async () => {
    const server = await faulty(asDescribed);
    const reason = new Error("enough");

    const { thrown, took } = await timed(call(clientOf(server), { signal: AbortSignal.abort(reason) }));

    expect(thrown).toBe(reason);
    expect(took).toBeLessThan(atOnce);
    expect(server.connections).toBe(0);
  });
}

for (const [name, call] of Object.entries(repeatable)) {
  test(`${name} that is aborted between two attempts rejects with the reason`, async () => {
    const server = await faulty(resetBeforeHeaders);
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error("enough");
    const { random } = Math;
    // No wait before the first retries, and a wait of 8 s before the fifth.
    Math.random = () => (server.requests.length < 5 ? 0 : 1);
    try {
      const ended = thrownBy(() => call(clientOf(server, { maxRetries: 100 }), { signal }));
      await server.received(5);
      await pause(60);
      controller.abort(reason);
      const { thrown, took } = await timed(ended.then((thrown) => Promise.reject(thrown)));

      expect(thrown).toBe(reason);
      expect(took).toBeLessThan(atOnce);
      expect(server.requests).toHaveLength(5);
    } finally {
      Math.random = random;
    }
  });
}

test("a listing that is aborted while its next page is on its way ends at once, and hangs up", async () => {
  const server = await faulty(answer(page([1, 2, 3], "p2")), stallInBody("chunks"));
  const controller = new AbortController();
  const { signal } = controller;
  const reason = new Error("enough");
  const found: string[] = [];

  const ended = thrownBy(async () => {
    for await (const { id } of clientOf(server).list({}, { signal })) found.push(id);
  });
  await server.received(2);
  await pause(60);
  controller.abort(reason);
  const { thrown, took } = await timed(ended.then((thrown) => Promise.reject(thrown)));

  expect(thrown).toBe(reason);
  expect(took).toBeLessThan(atOnce);
  expect(found).toEqual([1, 2, 3].map(idOf));
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  await server.closed();
});

test("a listing that is aborted between two pages asks for no more", async () => {
  const server = await faulty(answer(page([1], "p2")), asDescribed);
  const controller = new AbortController();
  const reason = new Error("enough");
  const pages = clientOf(server).list({}, { signal: controller.signal })[Symbol.asyncIterator]();

  await pages.next();
  controller.abort(reason);

  expect(await thrownBy(() => pages.next())).toBe(reason);
  expect(server.requests).toHaveLength(1);
  expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
});

test("one abort ends every call that shares the signal", async () => {
  const server = await faulty(stallBeforeHeaders, stallInBody("chunks"), stallInBody("a length"));
  const controller = new AbortController();
  const { signal } = controller;
  const credentials = clientOf(server);
  const running = Array.from({ length: 50 }, () => thrownBy(() => list(credentials, { signal })));

  await server.received(50);
  await pause(60);
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  controller.abort("enough");
  const { thrown, took } = await timed(Promise.all(running).then((all) => Promise.reject(all)));

  expect(new Set(thrown as unknown[])).toEqual(new Set(["enough"]));
  expect(took).toBeLessThan(atOnce);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  await server.closed();
});

test("more calls than ten that share a signal are nothing that Node warns of", async () => {
  const server = await faulty(asDescribed);
  const credentials = clientOf(server);
  const { signal } = new AbortController();
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on("warning", onWarning);

  await Promise.all(Array.from({ length: 30 }, () => list(credentials, { signal })));
  await Promise.all(Array.from({ length: 30 }, () => credentials.list({}, { signal }).toArray()));
  await pause(10);
  process.off("warning", onWarning);

  expect(warnings).toEqual([]);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  await server.closed();
});
