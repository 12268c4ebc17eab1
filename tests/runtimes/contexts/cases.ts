// Every part of a call runs in the async context of the code that made the call, also if other code makes calls in the
// same turn of the event loop.

import { type Fetch, JunctionManagement, type TeamCustomCredentials } from "junction-credentials";
import { expect, test } from "vitest";
import { answerOf, credentialOf, current, keyOf, orgId, teamIn, teamOf, watchTimers } from "./tenant.js";

type Credentials = TeamCustomCredentials;
type Call = (credentials: Credentials, tenant: number, timeoutMs?: number) => PromiseLike<unknown>;

const setOrPrepare = (tenant: number) => ({ team_id: teamOf(tenant), provider: "strava" }) as const;
const listOf = (credentials: Credentials, tenant: number, timeoutMs?: number) =>
  credentials.list({ team_id: [teamOf(tenant)] }, { timeoutMs });

const calls: Readonly<Record<string, Call>> = {
  list: listOf,
  "list by credentials": (credentials, tenant, timeoutMs) => listOf(credentials, tenant, timeoutMs).toArray(),
  "list by pages": async (credentials, tenant, timeoutMs) => {
    for await (const _ of listOf(credentials, tenant, timeoutMs).pages());
  },
  set: (credentials, tenant, timeoutMs) => credentials.set(setOrPrepare(tenant), { timeoutMs }),
  prepare: (credentials, tenant, timeoutMs) => credentials.prepare(setOrPrepare(tenant), { timeoutMs }),
  delete: (credentials, tenant, timeoutMs) => credentials.delete([teamOf(tenant)], { timeoutMs }),
};

/** The parts of a request, and the context in which it was sent. */
interface Sent {
  /** The team of the request. */
  readonly owner: string;
  readonly cursor: string | null;
  readonly key: string | undefined;
  readonly store: number | undefined;
}

type Answer = (team: string, cursor: string | null, attempt: number, url: string) => unknown;

/** Responds with pages of two credentials, each with a value that this version does not know. */
const described: Answer = (team, cursor, _, url) => {
  if (url.includes("credential_id")) return Response.json({ success: [team], failure: [], not_found: [] });
  if (!url.includes("?")) return Response.json(answerOf(url, team, "next_source"));
  const next_cursor = cursor === null ? "p2" : cursor === "p2" ? "p3" : null;
  return Response.json({ credentials: Array(2).fill(credentialOf(team, "next_source")), next_cursor });
};

/** A client that all tenants share. Its key function returns the key of the tenant in whose context it is called. */
function shared(
  answer: Answer = described,
  options: ConstructorParameters<typeof JunctionManagement>[0] = {},
) {
  const sent: Sent[] = [];
  const attempts = new Map<string, number>();
  const fetch = async (url: string, { headers, body }: Parameters<Fetch>[1]) => {
    const { searchParams } = new URL(url);
    const team = searchParams.get("credential_id") ?? teamIn(url, body);
    const cursor = searchParams.get("next_cursor");
    const attempt = attempts.get(team + cursor) ?? 0;
    attempts.set(team + cursor, attempt + 1);
    sent.push({ owner: team, cursor, key: headers["X-Management-Key"], store: current.getStore() });
    return answer(team, cursor, attempt, url);
  };
  const junction = new JunctionManagement({
    orgId,
    managementKey: () => keyOf(current.getStore()),
    fetch: fetch as Fetch,
    ...options,
  });
  return { credentials: junction.teamCustomCredentials("sandbox", "us"), sent };
}

/** Makes a call for each of two tenants in the same turn, and waits for both. */
async function together(call: Call, credentials: Credentials): Promise<void> {
  await Promise.all([1, 2].map((tenant) => current.run(tenant, async () => await call(credentials, tenant))));
}

/** Expects that both tenants sent this number of requests, with their own keys and in their own contexts. */
function expectOwn(sent: readonly Sent[], times: number): void {
  for (const { owner, key, store } of sent) {
    const tenant = owner === teamOf(1) ? 1 : 2;
    expect({ owner, key, store }).toEqual({ owner: teamOf(tenant), key: keyOf(tenant), store: tenant });
  }
  expect([1, 2].map((tenant) => sent.filter(({ owner }) => owner === teamOf(tenant)).length)).toEqual([
    times,
    times,
  ]);
}

const requestsOf = (name: string): number => (name.startsWith("list by") ? 3 : 1);

for (const [name, call] of Object.entries(calls)) {
  test(`${name} of two tenants in the same turn sends each one's own key, in its own context`, async () => {
    const { credentials, sent } = shared();

    await together(call, credentials);

    expectOwn(sent, requestsOf(name));
  });

  test(`${name} sends each one's own key where the key comes later`, async () => {
    const { credentials, sent } = shared(described, {
      managementKey: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        return keyOf(current.getStore());
      },
    });

    await together(call, credentials);

    expectOwn(sent, requestsOf(name));
  });

  for (const [what, failure] of Object.entries({
    "a 503 that asks for no wait": () => new Response("", { status: 503, headers: { "retry-after": "0" } }),
    "a 429 that asks for a wait": () => new Response("", { status: 429, headers: { "retry-after": "1" } }),
  })) {
    test(`${name} retries in its own context after ${what}`, async () => {
      const leave = watchTimers((ms) => (ms === 1000 ? 1 : ms));
      try {
        const { credentials, sent } = shared((...args) => (args[2] === 0 ? failure() : described(...args)));

        await together(call, credentials);

        expectOwn(sent, 2 * requestsOf(name));
      } finally {
        leave();
      }
    });
  }

  test(`${name} tells onDrift in its own context`, async () => {
    const stores: (number | undefined)[] = [];
    const clients = [1, 2].map(
      () => shared(described, { onDrift: () => stores.push(current.getStore()) }).credentials,
    );

    await Promise.all(
      clients.map((credentials, index) =>
        current.run(index + 1, async () => await call(credentials, index + 1)),
      ),
    );

    const [first, second] = [1, 2].map((tenant) => stores.filter((store) => store === tenant).length);
    expect(first).toBe(second);
    expect(first).toBe(stores.length / 2);
    // The response of `delete` contains nothing that could be unknown.
    expect(stores.length > 0).toBe(name !== "delete");
  });

  test(`${name} sets its timers in its own context, those of retries too`, async () => {
    const timers: string[] = [];
    const leave = watchTimers((ms) => {
      timers.push(`${ms} of ${current.getStore()}`);
      return ms < 10_000 ? 1 : ms;
    });
    try {
      const { credentials } = shared((...args) => {
        const retryAfter = args[0] === teamOf(1) ? "1" : "2";
        return args[2] === 0
          ? new Response("", { status: 429, headers: { "retry-after": retryAfter } })
          : described(...args);
      });

      await Promise.all(
        [1, 2].map((tenant) =>
          current.run(tenant, async () => await call(credentials, tenant, 10_000 + tenant)),
        ),
      );
    } finally {
      leave();
    }

    expect([...new Set(timers)].sort()).toEqual(["1000 of 1", "10001 of 1", "10002 of 2", "2000 of 2"]);
  });
}

test("a call retries in its own context after a network failure", async () => {
  const { random } = Math;
  Math.random = () => 0.001;
  try {
    const { credentials, sent } = shared((...args) =>
      args[2] === 0 ? Promise.reject(new TypeError("fetch failed")) : described(...args),
    );

    await together(calls.prepare as Call, credentials);

    expectOwn(sent, 2);
  } finally {
    Math.random = random;
  }
});

test("a call without a context sends no key of the tenant that calls in the same turn", async () => {
  const { credentials, sent } = shared();

  await Promise.all([current.run(1, async () => await listOf(credentials, 1)), listOf(credentials, 2)]);

  expect(sent.map(({ owner, key, store }) => [owner, key, store])).toEqual([
    [teamOf(1), keyOf(1), 1],
    [teamOf(2), keyOf(undefined), undefined],
  ]);
});

test("calls that begin in the continuations of one turn run in their own contexts", async () => {
  const { credentials, sent } = shared();
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });

  const running = together(async (...args) => {
    await gate;
    await listOf(...args);
  }, credentials);
  go();
  await running;

  expectOwn(sent, 1);
});

for (const [what, read] of Object.entries({
  await: async (pager: ReturnType<typeof listOf>) => await pager,
  "Promise.all": (pager: ReturnType<typeof listOf>) => Promise.all([pager]),
  "Promise.resolve": (pager: ReturnType<typeof listOf>) => Promise.resolve(pager),
  "a promise that is resolved with it": (pager: ReturnType<typeof listOf>) =>
    new Promise((resolve) => resolve(pager)),
  "then()": (pager: ReturnType<typeof listOf>) => pager.then((page) => page),
  "catch()": (pager: ReturnType<typeof listOf>) => pager.catch(() => {}),
  "finally()": (pager: ReturnType<typeof listOf>) => pager.finally(() => {}),
})) {
  test(`a listing that is read by ${what} is requested in the context of the code that reads it`, async () => {
    const { credentials, sent } = shared();
    const pagers = [1, 2].map((tenant) => current.run(3, () => listOf(credentials, tenant)));

    await Promise.all(pagers.map((pager, index) => current.run(index + 1, () => read(pager))));

    expectOwn(sent, 1);
  });
}

/** Both iterators of a listing, and the number of `next()` calls after which the second page is requested. */
const iterators = {
  credentials: {
    read: (credentials: Credentials) => listOf(credentials, 1)[Symbol.asyncIterator](),
    ahead: 2,
  },
  pages: { read: (credentials: Credentials) => listOf(credentials, 1).pages(), ahead: 1 },
};

for (const [what, { read, ahead }] of Object.entries(iterators)) {
  test(`each call of next() requests pages in its own context: ${what}`, async () => {
    const { credentials, sent } = shared();
    const items = current.run(9, () => read(credentials));

    for (let call = 1; call <= ahead + 1; call += 1) await current.run(call, () => items.next());
    await items.return();

    const [first, second] = sent;
    expect(first).toMatchObject({ cursor: null, key: keyOf(1), store: 1 });
    expect(second).toMatchObject({ cursor: "p2", key: keyOf(ahead), store: ahead });
  });

  test(`calls of next() that wait for each other request pages in their own contexts: ${what}`, async () => {
    const { credentials, sent } = shared();
    const items = current.run(9, () => read(credentials));

    await Promise.all([1, 2, 3, 4, 5].map((call) => current.run(call, () => items.next())));
    await items.return();

    // The call that returns the first page, or its second credential, requests the second page in advance. The same
    // holds for later pages.
    const expected = what === "pages" ? [1, 1, 2] : [1, 2, 4];
    expect(sent.map(({ store }) => store)).toEqual(expected);
    expect(sent.map(({ key }) => key)).toEqual(expected.map(keyOf));
  });
}

test("a next page that was not requested ahead is requested in the context of the loop", async () => {
  const { credentials, sent } = shared((team, cursor) =>
    Response.json({
      credentials: [credentialOf(team, "strava")],
      next_cursor: cursor === null ? "p2" : null,
    }),
  );

  await together(async (...args) => {
    for await (const _ of listOf(...args)) await new Promise((resolve) => setTimeout(resolve, 1));
  }, credentials);

  expectOwn(sent, 2);
});

/** Bodies that record the context in which their parts are read. */
const bodies: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>, note: () => void) => unknown>> = {
  "in one piece": (bytes, note) => ({
    status: 200,
    headers: { get: () => null },
    arrayBuffer: async () => {
      note();
      return bytes.buffer;
    },
  }),
  "by a reader": (bytes, note) => {
    const rest = [bytes.slice(0, 9), bytes.slice(9)];
    const read = async () => {
      note();
      return { done: rest.length === 0, value: rest.shift() };
    };
    const getReader = () => {
      note();
      return { read };
    };
    return { status: 200, headers: { get: note }, arrayBuffer() {}, body: { getReader } };
  },
  "by a stream": (bytes, note) => {
    const rest = [bytes.slice(0, 9), bytes.slice(9)];
    const pull = (controller: ReadableStreamDefaultController) => {
      note();
      const piece = rest.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    };
    return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
  },
};

for (const [how, bodyOf] of Object.entries(bodies)) {
  test(`a call reads a body ${how} in its own context`, async () => {
    const notes: { tenant: number; store: number | undefined }[] = [];
    const { credentials } = shared((team) => {
      const tenant = team === teamOf(1) ? 1 : 2;
      const bytes = new TextEncoder().encode(JSON.stringify({ credentials: [credentialOf(team, "strava")] }));
      return bodyOf(bytes, () => {
        notes.push({ tenant, store: current.getStore() });
      });
    });

    await together(listOf, credentials);

    expect(notes.length).toBeGreaterThan(1);
    expect(notes.filter(({ tenant, store }) => tenant !== store)).toEqual([]);
  });
}
