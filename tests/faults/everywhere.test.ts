// Listings of several environments and regions, of which some fail, hang or drip, and some are no longer read.

import { getEventListeners, once } from "node:events";
import { performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import {
  type Env,
  type EverywherePager,
  type JunctionManagementOptions,
  PartialListingError,
  type Region,
  type ScopedCredential,
} from "junction-credentials";
import { expect, test } from "vitest";
import { page } from "../behaviour/bodies.js";
import { managementKey } from "../behaviour/observed.js";
import { thrownBy } from "../behaviour/thrown.js";
import { junctionOf } from "./clients.js";
import { atOnce, pause } from "./clock.js";
import {
  answer,
  drip,
  dripUntil,
  type Fate,
  faulty,
  type ReceivedRequest,
  type Script,
  stallBeforeHeaders,
  stallInBody,
  status,
} from "./server.js";
import { pendingTimers } from "./timers.js";

type Place = `${Env}/${Region}`;

const scopeOf = ({ target }: ReceivedRequest): string => target.split(/[/?]/).slice(5, 7).join("/");

/** Handles the requests of each scope by a script of its own. */
function byScope(scripts: Readonly<Record<Place, Script>>): Fate {
  const rest = new Map(Object.entries(scripts).map(([scope, script]) => [scope, [...script]]));
  return (socket, request) => {
    const fates = rest.get(scopeOf(request)) ?? [];
    const fate = fates.length > 1 ? fates.shift() : fates[0];
    fate?.(socket, request);
  };
}

const shortly = ({ env, region, credential }: ScopedCredential): string =>
  `${env}/${region} ${Number(credential.id.slice(-12))}`;

const readable: Readonly<Record<"production/eu" | "sandbox/us", Script>> = {
  "production/eu": [answer(page([11, 12], "p2")), answer(page([], "p3")), answer(page([13]))],
  "sandbox/us": [answer(page([21], "p2")), answer(page([22, 23, 24]))],
};
const allReadable = [11, 12, 13]
  .map((number) => `production/eu ${number}`)
  .concat([21, 22, 23, 24].map((number) => `sandbox/us ${number}`));

for (const [what, hanging] of Object.entries({
  "sends nothing": stallBeforeHeaders,
  "stops in a body": stallInBody("chunks"),
})) {
  test(`everything of two scopes is read though one fails and one ${what}, and nothing is left`, async () => {
    const server = await faulty(
      byScope({ "production/us": [status(500)], ...readable, "sandbox/eu": [hanging] }),
    );
    const { signal } = new AbortController();
    const listing = junctionOf(server, { timeoutMs: 2000 }).everywhere().list({}, { signal });
    const found: string[] = [];

    const thrown = await thrownBy(async () => {
      for await (const item of listing) found.push(shortly(item));
    });

    expect(found.toSorted()).toEqual(allReadable);
    expect(thrown).toBeInstanceOf(PartialListingError);
    expect((thrown as PartialListingError).failures).toMatchObject([
      { env: "production", region: "us", error: { kind: "api", status: 500 } },
      { env: "sandbox", region: "eu", error: { kind: "timeout", attempts: 1 } },
    ]);
    expect(pendingTimers()).toBe(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    await server.closed();
    expect(server.requests).toHaveLength(7);
  });
}

interface Phase {
  /** What the other three scopes meet. */
  readonly scripts: readonly [Script, Script, Script];
  readonly options?: JunctionManagementOptions;
  /** The number of requests that the server has received when reading stops. Default: one of each scope. */
  readonly requests?: number;
}

const wait: Script = [status(429, { "retry-after": "30" })];

/** What the other scopes wait for when reading stops. */
const phases: Readonly<Record<string, Phase>> = {
  "their headers": { scripts: [[stallBeforeHeaders], [stallBeforeHeaders], [stallBeforeHeaders]] },
  "their bodies": {
    scripts: [[stallInBody("chunks")], [stallInBody("a length")], [drip("chunks", page([1]), 100, 100)]],
  },
  "their retries": { scripts: [wait, wait, wait], options: { maxRetries: 2 } },
  "their keys": {
    scripts: [[answer(page([2]))], [answer(page([3]))], [answer(page([4]))]],
    get options() {
      let asked = 0;
      return {
        managementKey: () => {
          asked += 1;
          return asked === 1 ? managementKey : new Promise<string>(() => {});
        },
      };
    },
    requests: 1,
  },
  "different things": {
    scripts: [[stallBeforeHeaders], [stallInBody("chunks")], wait],
    options: { maxRetries: 2 },
  },
};

interface Reader {
  readonly listing: EverywherePager;
  readonly controller: AbortController;
  /** Waits until the first credential was read and the others wait. */
  reached(): Promise<void>;
}

/** Ways to stop reading a listing after its first credential. */
const ways: Readonly<Record<string, (reader: Reader) => Promise<unknown>>> = {
  "a break": async ({ listing, reached }) => {
    for await (const _ of listing) {
      await reached();
      break;
    }
  },
  "return() beside a pending next()": async ({ listing, reached }) => {
    const items = listing[Symbol.asyncIterator]();
    await items.next();
    const pending = items.next();
    await reached();
    await items.return();
    expect(await pending).toEqual({ done: true, value: undefined });
  },
  "an abort": async ({ listing, controller, reached }) => {
    const reason = new Error("enough");
    const ended = thrownBy(async () => {
      for await (const _ of listing);
    });
    await reached();
    controller.abort(reason);
    expect(await ended).toBe(reason);
  },
  "an abort between two credentials": async ({ listing, controller, reached }) => {
    const items = listing[Symbol.asyncIterator]();
    await items.next();
    await reached();
    controller.abort("enough");
    expect(await thrownBy(() => items.next())).toBe("enough");
  },
  "destroy() of a Readable": async ({ listing, reached }) => {
    const stream = Readable.from(listing);
    stream.resume();
    await once(stream, "data");
    await reached();
    const closed = once(stream, "close");
    stream.destroy();
    await closed;
  },
};

for (const [way, stop] of Object.entries(ways)) {
  for (const [phase, { scripts, options = {}, requests = 4 }] of Object.entries(phases)) {
    test(`${way} ends a listing whose other scopes wait for ${phase} at once, and nothing is left`, async () => {
      const [second, third, fourth] = scripts;
      const server = await faulty(
        byScope({
          "production/us": [answer(page([1]))],
          "production/eu": second,
          "sandbox/us": third,
          "sandbox/eu": fourth,
        }),
      );
      const controller = new AbortController();
      const { signal } = controller;
      const listing = junctionOf(server, options).everywhere().list({}, { signal });
      let during = 0;
      let reachedAt = 0;
      const reached = async () => {
        await server.received(requests);
        // Some responses send their body a moment after the headers.
        await pause(60);
        during = pendingTimers();
        reachedAt = performance.now();
      };

      await stop({ listing, controller, reached });

      expect(performance.now() - reachedAt).toBeLessThan(atOnce);
      await server.closed();
      // A stream is closed before its source has returned.
      await pause(10);
      expect(during).toBe(3);
      expect(pendingTimers()).toBe(0);
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
      expect(server.requests).toHaveLength(requests);
    });
  }
}

for (const concurrency of [1, 2, 3, 4]) {
  test(`a concurrency of ${concurrency} has ${concurrency} requests on connections at most`, async () => {
    const pages = 3;
    let running = 0;
    let most = 0;
    const server = await faulty((socket, request) => {
      const next = Number(new URLSearchParams(request.target.split("?")[1]).get("next_cursor") ?? 0) + 1;
      running += 1;
      most = Math.max(most, running);
      const respond = async () => {
        await server.received(concurrency);
        // Further requests would arrive in this time.
        await pause(30);
        running -= 1;
        answer(page([next], next < pages ? String(next) : null))(socket, request);
      };
      void respond();
    });

    const found = await junctionOf(server).everywhere({ concurrency }).list().toArray();

    expect(found).toHaveLength(4 * pages);
    expect(most).toBe(concurrency);
  });
}

test("a scope whose body drips does not hold up the others", async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = await faulty(
    byScope({
      "production/us": [dripUntil(released, page([1, 2]))],
      ...readable,
      "sandbox/eu": [answer(page([31]))],
    }),
  );
  const found: string[] = [];

  for await (const item of junctionOf(server).everywhere().list()) {
    found.push(shortly(item));
    if (found.length === allReadable.length + 1) release();
  }

  expect(found.slice(0, -2).toSorted()).toEqual([...allReadable, "sandbox/eu 31"].toSorted());
  expect(found.slice(-2)).toEqual(["production/us 1", "production/us 2"]);
  expect(pendingTimers()).toBe(0);
  await server.closed();
});
