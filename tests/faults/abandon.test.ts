// Listings that are no longer read while they wait close their connection at once: with Node's streams and by hand.

import { once } from "node:events";
import { pipeline, Readable, Writable } from "node:stream";
import type { JunctionManagementOptions, TeamCustomCredentials } from "junction-credentials";
import { expect, test } from "vitest";
import { page } from "../behaviour/bodies.js";
import { asDescribed, clientOf } from "./clients.js";
import { atOnce, pause, timed } from "./clock.js";
import { answer, drip, faulty, type Script, stallBeforeHeaders, stallInBody, status } from "./server.js";
import { pendingTimers } from "./timers.js";

/** What a listing waits for when reading stops. */
const phases: Readonly<
  Record<string, { script: Script; requests: number; options?: JunctionManagementOptions }>
> = {
  "the first page": { script: [stallBeforeHeaders], requests: 1 },
  "the body of the first page": { script: [stallInBody("chunks")], requests: 1 },
  "a body that drips": { script: [drip("chunks", page([1]), 100, 100)], requests: 1 },
  "the next page": { script: [answer(page([1], "p2")), stallBeforeHeaders], requests: 2 },
  "a page that was requested ahead": {
    script: [answer(page([1, 2], "p2")), stallInBody("a length")],
    requests: 2,
  },
  "a retry": {
    script: [status(429, { "retry-after": "30" })],
    requests: 1,
    options: { maxRetries: 2 },
  },
  "its key": { script: [asDescribed], requests: 0, options: { managementKey: () => new Promise(() => {}) } },
};

/** Ways to read a listing to its end. Each returns a function that stops reading. */
const ways: Readonly<Record<string, (credentials: TeamCustomCredentials) => () => Promise<unknown>>> = {
  "return() by credentials": (credentials) => givenUp(credentials.list()[Symbol.asyncIterator]()),
  "return() by pages": (credentials) => givenUp(credentials.list().pages()),
  "destroy() of a Readable": (credentials) => destroyed(Readable.from(credentials.list())),
  "destroy() of a Readable of pages": (credentials) => destroyed(Readable.from(credentials.list().pages())),
  "destroy(error) of a Readable": (credentials) =>
    destroyed(Readable.from(credentials.list()), new Error("enough")),
  "a pipeline whose target fails": (credentials) => {
    const target = new Writable({ objectMode: true, write: (_chunk, _encoding, done) => done() });
    const ended = new Promise((resolve) => pipeline(Readable.from(credentials.list()), target, resolve));
    return () => {
      target.destroy(new Error("enough"));
      return ended;
    };
  },
};

function givenUp(items: AsyncGenerator<unknown, void, undefined>) {
  const read = (async () => {
    for (;;) if ((await items.next()).done) return;
  })();
  return async () => {
    await items.return();
    await read;
  };
}

function destroyed(stream: Readable, error?: Error) {
  stream.on("error", () => {});
  stream.resume();
  return () => {
    const closed = once(stream, "close");
    stream.destroy(error);
    return closed;
  };
}

for (const [way, begin] of Object.entries(ways)) {
  for (const [phase, { script, requests, options }] of Object.entries(phases)) {
    test(`${way} ends a listing that waits for ${phase} at once, and nothing is left of it`, async () => {
      const server = await faulty(...script);
      const giveUp = begin(clientOf(server, options));
      await server.received(requests);
      await pause(60);
      const during = pendingTimers();

      const { took } = await timed(giveUp().then(() => Promise.reject("given up")));

      expect(took).toBeLessThan(atOnce);
      await server.closed();
      // A pipeline calls back before its source is destroyed.
      await pause(10);
      expect(during).toBe(1);
      expect(pendingTimers()).toBe(0);
      expect(server.requests).toHaveLength(requests);
    });
  }
}
