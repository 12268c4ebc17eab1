// The listing of several environments and regions, read side by side.

import {
  ApiError,
  type Env,
  type EverywhereOptions,
  isJunctionError,
  type JunctionManagementOptions,
  PaginationError,
  PartialListingError,
  type Region,
  RequestError,
  type ScopedCredential,
} from "junction-credentials";
import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { idOf, page } from "./bodies.js";
import {
  cursorOf,
  idle,
  managementKey,
  type ObservedRequest,
  observed,
  teamA,
  untilAborted,
} from "./observed.js";
import { errorOf, thrownBy } from "./thrown.js";

const scopes = ["production/us", "production/eu", "sandbox/us", "sandbox/eu"];

const scopeOf = ({ url }: ObservedRequest): string => new URL(url).pathname.split("/").slice(5, 7).join("/");

/** The responses of each scope: pages of the numbers of credentials, or a response. */
type Scopes = Readonly<
  Record<string, readonly (readonly number[])[] | ((request: ObservedRequest) => unknown)>
>;

/** A client whose scopes respond so. The cursor of a page is its index. */
function client(responses: Scopes, options?: JunctionManagementOptions) {
  return observed((request) => {
    const response = responses[scopeOf(request)] ?? [[]];
    if (typeof response === "function") return response(request);
    const index = Number(cursorOf(request) ?? 0);
    return Response.json(page(response[index] ?? [], index + 1 < response.length ? String(index + 1) : null));
  }, options);
}

const shortly = ({ env, region, credential }: ScopedCredential): string =>
  `${env}/${region} ${Number(credential.id.slice(-12))}`;

const four = {
  "production/us": [[1, 2], [3]],
  "production/eu": [[11]],
  "sandbox/us": [[21], [], [22, 23]],
  "sandbox/eu": [[]],
};
const all = [
  "production/us 1",
  "production/us 2",
  "production/us 3",
  "production/eu 11",
  "sandbox/us 21",
  "sandbox/us 22",
  "sandbox/us 23",
];

/** Reads a listing until it ends or throws. */
async function readAll(listing: AsyncIterable<ScopedCredential>) {
  const found: string[] = [];
  let thrown: unknown;
  try {
    for await (const item of listing) found.push(shortly(item));
  } catch (error) {
    thrown = error;
  }
  return { found, thrown };
}

const refuse = (status: number) => () => new Response(JSON.stringify({ detail: "no" }), { status });
const hang = ({ init }: ObservedRequest) => untilAborted(init.signal);

test("everything of all environments and regions comes once, with its environment and region", async () => {
  const { junction, requests } = client(four);

  const { found, thrown } = await readAll(junction.everywhere().list());

  expect(thrown).toBeUndefined();
  expect(found.toSorted()).toEqual(all.toSorted());
  expect(requests).toHaveLength(7);
});

test("within an environment and region the order is the API's", async () => {
  const { junction } = client(four);

  const { found } = await readAll(junction.everywhere().list());

  for (const scope of scopes) {
    const own = (list: readonly string[]) => list.filter((item) => item.startsWith(scope));
    expect(own(found)).toEqual(own(all));
  }
});

test("toArray gives everything, or as much as the limit says", async () => {
  const { junction } = client(four);
  const listing = junction.everywhere().list();

  expect((await listing.toArray()).map(shortly).toSorted()).toEqual(all.toSorted());
  expect(await listing.toArray({ limit: 3 })).toHaveLength(3);
  expect(await listing.toArray({ limit: 2.9 })).toHaveLength(2);
  expect(await listing.toArray({ limit: 100 })).toHaveLength(7);
});

test("a limit of 0 sends nothing, and one that is no number is refused", async () => {
  const { junction, requests } = client(four);
  const listing = junction.everywhere().list();

  expect(await listing.toArray({ limit: 0 })).toEqual([]);
  for (const limit of [-1, Number.NaN, "1"] as number[]) {
    expect((await errorOf(RequestError, () => listing.toArray({ limit }))).issues).toEqual([
      { path: "limit", message: "expected a number of at least 0" },
    ]);
  }
  expect(requests).toHaveLength(0);
});

test("nothing is sent before the listing is read", async () => {
  const { junction, requests } = client(four);

  junction.everywhere().list()[Symbol.asyncIterator]();
  await idle();

  expect(requests).toHaveLength(0);
});

const selections: readonly (readonly [EverywhereOptions, readonly string[]])[] = [
  [{}, scopes],
  [{ envs: undefined, regions: undefined, concurrency: undefined }, scopes],
  [{ envs: ["sandbox"] }, ["sandbox/us", "sandbox/eu"]],
  [{ regions: ["eu"] }, ["production/eu", "sandbox/eu"]],
  [{ envs: ["sandbox", "production"], regions: ["us"] }, ["sandbox/us", "production/us"]],
  [{ envs: ["sandbox", "sandbox"], regions: ["eu", "us", "eu"] }, ["sandbox/eu", "sandbox/us"]],
];

for (const [options, expected] of selections) {
  test(`these are read, each once, with ${JSON.stringify(options)}: ${expected.join(", ")}`, async () => {
    const { junction, requests } = client({});

    await junction.everywhere(options).list().toArray();

    expect(requests.map(scopeOf)).toEqual(expected);
  });
}

const wrongOptions: readonly (readonly [unknown, path: string])[] = [
  [{ envs: [] }, "envs"],
  [{ regions: [] }, "regions"],
  [{ envs: ["staging"] }, "envs[0]"],
  [{ regions: ["us", "ap"] }, "regions[1]"],
  [{ envs: "sandbox" }, "envs"],
  [{ concurrency: 0 }, "concurrency"],
  [{ concurrency: 1.5 }, "concurrency"],
  [{ concurrency: "4" }, "concurrency"],
  [{ environments: ["sandbox"] }, ""],
  [null, ""],
  [7, ""],
];

for (const [options, path] of wrongOptions) {
  test(`these options are refused at once: ${JSON.stringify(options)}`, async () => {
    const { junction } = client({});

    const { issues } = await errorOf(RequestError, () => junction.everywhere(options as EverywhereOptions));

    expect(issues.map((issue) => issue.path)).toEqual([path]);
  });
}

test("filters apply to every environment and region", async () => {
  const { junction, requests } = client({});

  await junction
    .everywhere()
    .list({ provider: "fitbit", team_id: [teamA] })
    .toArray();

  expect(requests.map(({ url }) => new URL(url).search)).toEqual(
    Array(4).fill(`?provider=fitbit&team_id=${teamA}`),
  );
});

test("options of a call apply to every request", async () => {
  const { junction, requests } = client(four);
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  await junction.everywhere().list({}, { traceparent }).toArray();

  expect(requests.every(({ init }) => init.headers.traceparent === traceparent)).toBe(true);
});

for (const [what, list] of [
  ["a query", { provider: "acme" }],
  ["a query that is no object", 7],
] as const) {
  test(`${what} is refused at once, and nothing is sent`, async () => {
    const { junction, requests } = client(four);

    await errorOf(RequestError, () =>
      junction
        .everywhere()
        .list(list as never)
        .toArray(),
    );

    expect(requests).toHaveLength(0);
  });
}

test("wrong options of a call are refused at once, and nothing is sent", async () => {
  const { junction, requests } = client(four);
  const listing = junction.everywhere().list({}, { timeoutMs: 0 });

  expect((await errorOf(RequestError, () => listing.toArray({ partial: true }))).issues).toMatchObject([
    { path: "timeoutMs" },
  ]);
  await errorOf(RequestError, () =>
    junction
      .everywhere()
      .list({}, { signal: {} as AbortSignal })
      .toArray(),
  );
  expect(requests).toHaveLength(0);
});

for (const concurrency of [1, 2, 3, 4, 100]) {
  test(`at most ${concurrency} environments and regions are read at the same time`, async () => {
    let running = 0;
    let most = 0;
    const slowly = async () => {
      running += 1;
      most = Math.max(most, running);
      await idle();
      running -= 1;
      return Response.json(page([1]));
    };
    const { junction } = client(Object.fromEntries(scopes.map((scope) => [scope, slowly])));

    const found = await junction.everywhere({ concurrency }).list().toArray();

    expect(found).toHaveLength(4);
    expect(most).toBe(Math.min(concurrency, 4));
  });
}

test("a scope that responds first is handed out first", async () => {
  const { junction } = client({
    ...four,
    "production/us": async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return Response.json(page([1]));
    },
  });

  const { found } = await readAll(junction.everywhere().list());

  expect(found.at(-1)).toBe("production/us 1");
  expect(found).toHaveLength(5);
});

test("what can be read is handed out first, then the error names what failed", async () => {
  const { junction } = client(
    { ...four, "production/us": refuse(500), "sandbox/eu": hang },
    { timeoutMs: 50 },
  );

  const { found, thrown } = await readAll(junction.everywhere().list());

  expect(found.toSorted()).toEqual(all.filter((item) => !item.startsWith("production/us")).toSorted());
  expect(thrown).toBeInstanceOf(PartialListingError);
  expect(isJunctionError(thrown)).toBe(true);
  expect(thrown).toMatchObject({
    name: "PartialListingError",
    kind: "partial",
    message:
      "the listing is incomplete: production us: the API responded with 500 (server error): no; sandbox eu: no response in time",
    failures: [
      { env: "production", region: "us", error: { kind: "api", status: 500 } },
      { env: "sandbox", region: "eu", error: { kind: "timeout" } },
    ],
  });
});

test("a page that was read before its scope failed is handed out", async () => {
  const { junction } = client({
    "sandbox/us": (request) =>
      cursorOf(request) === null ? Response.json(page([1, 2], "p2")) : refuse(403)(),
  });

  const { found, thrown } = await readAll(junction.everywhere().list());

  expect(found).toEqual(["sandbox/us 1", "sandbox/us 2"]);
  expect((thrown as PartialListingError).failures).toMatchObject([{ env: "sandbox", region: "us" }]);
});

test("a cursor that comes again fails its scope alone", async () => {
  const { junction } = client({
    ...four,
    "sandbox/us": () => Response.json(page([21], "again")),
  });

  const { found, thrown } = await readAll(junction.everywhere().list());

  expect(found).toContain("production/us 3");
  expect((thrown as PartialListingError).failures[0]?.error).toBeInstanceOf(PaginationError);
});

test("toArray throws the error, or gives what could be read and the failures", async () => {
  const { junction } = client({ ...four, "production/us": refuse(403) });
  const listing = junction.everywhere().list();

  const error = await errorOf(PartialListingError, () => listing.toArray());
  const { credentials, failures } = await listing.toArray({ partial: true });
  const whole = await client(four).junction.everywhere().list().toArray({ partial: true });

  expect(error.failures).toHaveLength(1);
  expect(credentials.map(shortly).toSorted()).toEqual(
    all.filter((item) => !item.startsWith("production/us")).toSorted(),
  );
  expect(failures).toMatchObject([{ env: "production", region: "us" }]);
  expect(failures[0]?.error).toBeInstanceOf(ApiError);
  expect(whole.credentials).toHaveLength(7);
  expect(whole.failures).toEqual([]);
});

test("failures are known in the order of the scopes, also of a listing that ends at its limit", async () => {
  const refuseLater = async () => {
    await idle();
    return refuse(403)();
  };
  const scopesThatFail = { ...four, "production/us": refuseLater, "production/eu": refuse(500) };
  const slowly = async () => {
    for (let wait = 0; wait < 5; wait += 1) await idle();
    return Response.json(page([21, 22]));
  };
  const { junction } = client({ ...scopesThatFail, "sandbox/us": slowly });

  const { credentials, failures } = await junction.everywhere().list().toArray({ limit: 1, partial: true });

  expect(credentials.map(shortly)).toEqual(["sandbox/us 21"]);
  expect(failures.map(({ env, region }) => `${env}/${region}`)).toEqual(["production/us", "production/eu"]);
});

test("a key function that fails in one scope does not stop the others", async () => {
  let count = 0;
  const { junction } = client(four, {
    managementKey: () => {
      count += 1;
      if (count === 1) throw new Error("vault");
      return managementKey;
    },
  });

  const { credentials, failures } = await junction.everywhere().list().toArray({ partial: true });

  expect(credentials).not.toHaveLength(0);
  expect(failures).toMatchObject([{ env: "production", region: "us", error: { kind: "request" } }]);
});

test("an error of a framework passes through at once, as it is", async () => {
  const redirect = Object.assign(new Error("redirect"), { digest: "NEXT_REDIRECT" });
  const signals: (AbortSignal | undefined)[] = [];
  const { junction } = client({
    "production/us": () => Promise.reject(redirect),
    "sandbox/us": ({ init }) => {
      signals.push(init.signal);
      return untilAborted(init.signal);
    },
  });

  expect(await thrownBy(() => junction.everywhere().list().toArray({ partial: true }))).toBe(redirect);
  expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
});

test("an abort rejects with the reason of the signal and stops every scope", async () => {
  const controller = new AbortController();
  const signals: (AbortSignal | undefined)[] = [];
  const waiting = ({ init }: ObservedRequest) => {
    signals.push(init.signal);
    if (signals.length === 4) queueMicrotask(() => controller.abort("enough"));
    return untilAborted(init.signal);
  };
  const { junction } = client(Object.fromEntries(scopes.map((scope) => [scope, waiting])));
  const listing = junction.everywhere().list({}, { signal: controller.signal });

  expect(await thrownBy(() => listing.toArray({ partial: true }))).toBe("enough");
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true, true, true]);
});

test("a signal that is aborted already sends nothing", async () => {
  const { junction, requests } = client(four);

  const thrown = await thrownBy(() =>
    junction
      .everywhere()
      .list({}, { signal: AbortSignal.abort("never") })
      .toArray(),
  );

  expect(thrown).toBe("never");
  expect(requests).toHaveLength(0);
});

test("after an abort, a page that has arrived is not handed out", async () => {
  const controller = new AbortController();
  const { junction } = client(four);
  const found: string[] = [];

  const thrown = await thrownBy(async () => {
    for await (const item of junction.everywhere().list({}, { signal: controller.signal })) {
      found.push(shortly(item));
      await idle();
      controller.abort("enough");
    }
  });

  expect(thrown).toBe("enough");
  expect(found).toEqual(["production/us 1", "production/us 2"]);
});

test("a break at the first credential stops every scope and asks for nothing more", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const { junction, requests } = client({
    "production/us": four["production/us"],
    ...Object.fromEntries(
      scopes.slice(1).map((scope) => [
        scope,
        ({ init }: ObservedRequest) => {
          signals.push(init.signal);
          return untilAborted(init.signal);
        },
      ]),
    ),
  });

  for await (const item of junction.everywhere().list()) {
    expect(shortly(item)).toBe("production/us 1");
    break;
  }
  await idle();

  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true, true]);
  expect(requests).toHaveLength(4);
});

test("return() ends a pending next() at once", async () => {
  const { junction } = client(Object.fromEntries(scopes.map((scope) => [scope, hang])));
  const items = junction.everywhere().list()[Symbol.asyncIterator]();
  const pending = items.next();
  await idle();

  await items.return();

  expect(await pending).toEqual({ done: true, value: undefined });
  expect(await items.next()).toEqual({ done: true, value: undefined });
});

test("several next() at once are settled in the order of their calls", async () => {
  const { junction } = client(four);
  const items = junction
    .everywhere({ envs: ["production"], regions: ["us"] })
    .list()
    [Symbol.asyncIterator]();

  const results = await Promise.all([items.next(), items.next(), items.next(), items.next()]);

  expect(results.map(({ value }) => value && shortly(value))).toEqual([
    "production/us 1",
    "production/us 2",
    "production/us 3",
    undefined,
  ]);
});

test("a slow reader has at most two pages of a scope requested", async () => {
  const pages = Array.from({ length: 10 }, (_, index) => [index * 3 + 1, index * 3 + 2, index * 3 + 3]);
  const { junction, requests } = client({ "sandbox/us": pages });
  const items = junction
    .everywhere({ envs: ["sandbox"], regions: ["us"] })
    .list()
    [Symbol.asyncIterator]();

  const counts: number[] = [];
  for (let read = 0; read < 7; read += 1) {
    await items.next();
    await idle();
    counts.push(requests.length);
  }
  await items.return();

  expect(counts).toEqual([1, 2, 2, 2, 3, 3, 3]);
});

test("a disposed client reads nothing", async () => {
  const { junction, requests } = client(four);
  const listing = junction.everywhere().list();
  junction[Symbol.dispose ?? Symbol.for("Symbol.dispose")]();

  await errorOf(RequestError, () => junction.everywhere());
  await errorOf(RequestError, () => listing.toArray());

  expect(requests).toHaveLength(0);
});

test("the in-memory API is read everywhere", async () => {
  const samples = sampleCredentials(100);
  const api = fakeManagementApi({ credentials: samples, pageSize: 7, managementKey });
  const { junction } = observed(() => undefined, { fetch: api.fetch });

  const found = await junction.everywhere().list().toArray();
  const [env, region]: [Env, Region] = ["sandbox", "us"];

  expect(found.map(({ credential }) => credential.id).toSorted()).toEqual(
    samples.map(({ id }) => id).toSorted(),
  );
  expect(found.every((item) => item.env === env && item.region === region)).toBe(true);
  expect(found[0]?.credential.id).not.toBe(idOf(0));
});
