// The exact content of requests.

import {
  type FetchInit,
  type FetchResponse,
  type JunctionManagementOptions,
  RequestError,
  type TeamCustomCredentials,
} from "junction-credentials";
import { expect, test } from "vitest";
import { described, fitbitDetails, idOf, page } from "./bodies.js";
import { managementKey, type Observed, observed, orgId, origin, teamA, teamB } from "./observed.js";
import { errorOf, wrongPaths } from "./thrown.js";

const credentialsUrl = `${origin}/v1/org/${orgId}/team_custom_credentials/sandbox/us`;
const prepareUrl = `${origin}/v1/org/${orgId}/prepare_team_custom_credentials/sandbox/us`;

const calls: Readonly<Record<string, (credentials: TeamCustomCredentials) => PromiseLike<unknown>>> = {
  list: (credentials) => credentials.list(),
  set: (credentials) => credentials.set({ team_id: teamA, provider: "strava" }),
  prepare: (credentials) => credentials.prepare({ team_id: teamA, provider: "strava" }),
  delete: (credentials) => credentials.delete([idOf(1)]),
};

async function afterEveryCall(options?: JunctionManagementOptions): Promise<Observed> {
  const client = observed(described, options);
  for (const call of Object.values(calls)) await call(client.credentials);
  return client;
}

async function urlOf(call: (client: Observed) => PromiseLike<unknown>, options?: JunctionManagementOptions) {
  const client = observed(described, options);
  await call(client);
  return client.requests[0]?.url;
}

test("each operation has its method and its path", async () => {
  const { requests } = await afterEveryCall();

  expect(requests.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
    `GET ${credentialsUrl}`,
    `POST ${credentialsUrl}`,
    `POST ${prepareUrl}`,
    `DELETE ${credentialsUrl}?credential_id=${idOf(1)}`,
  ]);
});

test("the environment and the region stand in the path", async () => {
  const url = await urlOf(({ junction }) => junction.teamCustomCredentials("production", "eu").list());

  expect(url).toBe(`${origin}/v1/org/${orgId}/team_custom_credentials/production/eu`);
});

test("the organisation stands in the path in lower case", async () => {
  const url = await urlOf(({ credentials }) => credentials.list(), { orgId: orgId.toUpperCase() });

  expect(url).toBe(credentialsUrl);
});

test("a parameter with several values is repeated, in the order of the values", async () => {
  const url = await urlOf(({ credentials }) =>
    credentials.list({ team_id: [teamB, teamA], provider: "fitbit" }),
  );

  expect(url).toBe(`${credentialsUrl}?team_id=${teamB}&team_id=${teamA}&provider=fitbit`);
});

test("every id to delete is a parameter of its own", async () => {
  const url = await urlOf(({ credentials }) => credentials.delete([idOf(2), idOf(1), idOf(2)]));

  expect(url).toBe(
    `${credentialsUrl}?credential_id=${idOf(2)}&credential_id=${idOf(1)}&credential_id=${idOf(2)}`,
  );
});

test("a uuid of the caller is sent as it is written", async () => {
  const url = await urlOf(({ credentials }) => credentials.list({ team_id: [teamA.toUpperCase()] }));

  expect(url).toBe(`${credentialsUrl}?team_id=${teamA.toUpperCase()}`);
});

test("a parameter that is null or undefined is not sent", async () => {
  const undefinedOnes = await urlOf(({ credentials }) =>
    credentials.list({ team_id: undefined, provider: undefined, next_cursor: undefined }),
  );
  const nulls = await urlOf(({ credentials }) =>
    credentials.list({ team_id: null, provider: null, next_cursor: null }),
  );

  expect([undefinedOnes, nulls]).toEqual([credentialsUrl, credentialsUrl]);
});

for (const [cursor, encoded] of [
  ["a+b", "a%2Bb"],
  ["a/b", "a%2Fb"],
  ["a=b", "a%3Db"],
  ["a&b", "a%26b"],
  ["a%2Bb", "a%252Bb"],
  ["a#b", "a%23b"],
  ["a b", "a+b"],
  ["a?b", "a%3Fb"],
  ["a;b", "a%3Bb"],
  ['"\\<', "%22%5C%3C"],
  ["a\nb\u0000", "a%0Ab%00"],
  ["Zoë’s 🏃", "Zo%C3%AB%E2%80%99s+%F0%9F%8F%83"],
] as const) {
  test(`a cursor is percent-encoded: ${JSON.stringify(cursor)}`, async () => {
    const url = await urlOf(({ credentials }) => credentials.list({ next_cursor: cursor }));

    expect(url).toBe(`${credentialsUrl}?next_cursor=${encoded}`);
  });
}

test("a cursor of the API comes back to it unchanged", async () => {
  const cursor = 'eyJ+/=&%#?; "\\ Zoë 🏃';
  const { credentials, requests } = observed((_, index) =>
    Response.json(page([], index === 0 ? cursor : null)),
  );

  await credentials.list().toArray();

  expect(new URL(requests[1]?.url ?? "").searchParams.getAll("next_cursor")).toEqual([cursor]);
});

for (const [baseUrl, base] of [
  ["https://api.tryvital.io/management", "https://api.tryvital.io/management"],
  ["https://api.tryvital.io/management/", "https://api.tryvital.io/management"],
  ["https://proxy.example/a/b/", "https://proxy.example/a/b"],
  ["https://PROXY.example:443", "https://proxy.example"],
  ["https://proxy.example:8443/", "https://proxy.example:8443"],
  ["http://localhost:8787/junction/", "http://localhost:8787/junction"],
] as const) {
  test(`the path begins behind the base URL: ${baseUrl}`, async () => {
    const url = await urlOf(({ credentials }) => credentials.delete([idOf(1)]), { baseUrl });

    expect(url).toBe(`${base}/v1/org/${orgId}/team_custom_credentials/sandbox/us?credential_id=${idOf(1)}`);
  });
}

test("the key stands in X-Management-Key and in no other header", async () => {
  const { requests } = await afterEveryCall();

  const keyed = requests.map(({ init }) =>
    Object.entries(init.headers).filter(([, value]) => value === managementKey),
  );

  expect(keyed).toEqual(Array(4).fill([["X-Management-Key", managementKey]]));
});

test("the key stands in X-Vital-Org-Key alone when the options say so", async () => {
  const { requests } = await afterEveryCall({ keyHeader: "X-Vital-Org-Key" });

  const keyed = requests.map(({ init }) =>
    Object.entries(init.headers).filter(([, value]) => value === managementKey),
  );

  expect(keyed).toEqual(Array(4).fill([["X-Vital-Org-Key", managementKey]]));
});

test("a request without a body has no content type", async () => {
  const { requests } = await afterEveryCall();

  const bare = requests.filter(({ init }) => init.method !== "POST").map(({ init }) => init.headers);

  expect(bare).toEqual(Array(2).fill({ accept: "application/json", "X-Management-Key": managementKey }));
});

test("a request with a body says that it is JSON", async () => {
  const { requests } = await afterEveryCall();

  const posted = requests.filter(({ init }) => init.method === "POST").map(({ init }) => init.headers);

  expect(posted).toEqual(
    Array(2).fill({
      accept: "application/json",
      "content-type": "application/json",
      "X-Management-Key": managementKey,
    }),
  );
});

test("only a POST has a body", async () => {
  const { requests } = await afterEveryCall();

  expect(requests.map(({ init }) => "body" in init)).toEqual([false, true, true, false]);
});

test("no request follows a redirect", async () => {
  const { requests } = await afterEveryCall();

  expect(requests.map(({ init }) => init.redirect)).toEqual(Array(4).fill("manual"));
});

test("a client without a key sends no key header", async () => {
  const { requests } = await afterEveryCall({ managementKey: undefined, baseUrl: "https://proxy.example" });

  const names = requests.flatMap(({ init }) => Object.keys(init.headers));

  expect([...new Set(names)]).toEqual(["accept", "content-type"]);
});

test("the body is what JSON.stringify makes of the argument, with keys that nobody knows", async () => {
  const { credentials, requests } = observed(described);
  const body = {
    zeta: { nested: [1.5e300, null, true] },
    provider: "fitbit",
    team_id: teamA,
    client_id: 'Zoë "quoted" \\ 🏃 \u2028',
    details: { ...fitbitDetails, beta: "kept" },
    client_secret: null,
    redirect_url_override: undefined,
  } as const;

  await credentials.set(body);

  expect(requests[0]?.init.body).toBe(JSON.stringify(body));
});

test("the body of prepare keeps keys that nobody knows too", async () => {
  const { credentials, requests } = observed(described);
  const body = { provider: "strava", team_id: teamA, beta: [{}] } as const;

  await credentials.prepare(body);

  expect(requests[0]?.init.body).toBe(JSON.stringify(body));
});

test("toJSON decides what is sent, as for JSON.stringify", async () => {
  const { credentials, requests } = observed(described);
  const body = { toJSON: () => ({ team_id: teamA, provider: "strava" }) };

  await credentials.prepare(body as never);

  expect(requests[0]?.init.body).toBe(`{"team_id":"${teamA}","provider":"strava"}`);
});

test("what the caller does to the body after the call is not sent", async () => {
  const { credentials, requests } = observed(described);
  const body = { team_id: teamA, provider: "strava", client_id: "before" } as const;
  const changing: { client_id: string } = body;

  const call = credentials.set(body);
  changing.client_id = "after";
  await call;

  expect(requests[0]?.init.body).toBe(JSON.stringify({ ...body, client_id: "before" }));
});

test("options of a call that are null are as good as none", async () => {
  const { credentials, requests } = observed(described);
  const none = null as never;

  await credentials.list({}, none).toArray(none);
  await credentials.set({ team_id: teamA, provider: "strava" }, none);
  await credentials.prepare({ team_id: teamA, provider: "strava" }, none);
  await credentials.delete([idOf(1)], none);

  expect(requests).toHaveLength(4);
});

for (const traceparent of [7, true, {}, [], "", "4bf92f3577b34da6a3ce929d0e0e4736"]) {
  test(`this is no traceparent, and nothing is sent: ${JSON.stringify(traceparent)}`, async () => {
    const { credentials, requests } = observed(described);

    const paths = await wrongPaths(() => credentials.list({}, { traceparent: traceparent as never }));

    expect(paths).toEqual(["traceparent"]);
    expect(requests).toHaveLength(0);
  });
}

for (const options of [7, "options", [], true]) {
  test(`these are no options of a call, and nothing is sent: ${JSON.stringify(options)}`, async () => {
    const { credentials, requests } = observed(described);

    const paths = await wrongPaths(() => credentials.delete([idOf(1)], options as never));

    expect(paths).toEqual([""]);
    expect(requests).toHaveLength(0);
  });
}

test("fetch is called detached, with an address and a plain object", async () => {
  const seen: unknown[] = [];
  function fetch(this: unknown, ...args: [url: string, init: FetchInit]): Promise<FetchResponse> {
    const [url, init] = args;
    seen.push(this, args.length, typeof url, Object.getPrototypeOf(init) === Object.prototype);
    return Promise.resolve(Response.json(page([])));
  }
  const { credentials } = observed(described, { fetch });

  await credentials.list();

  expect(seen).toEqual([undefined, 2, "string", true]);
});

test("fetch need not give a Response, only what is read of one", async () => {
  const body = new TextEncoder().encode(JSON.stringify(page([1])));
  const { credentials } = observed(() => ({
    status: 200,
    headers: { get: () => null },
    arrayBuffer: () => Promise.resolve(body.buffer),
  }));

  expect(await credentials.list()).toEqual(page([1]));
});

test("fetch may answer without a promise", async () => {
  const { credentials } = observed(() => Response.json(page([1])));

  expect(await credentials.list()).toEqual(page([1]));
});

test("fetch may use the client that calls it", async () => {
  const { credentials } = observed(async (_, index) =>
    index === 0
      ? Response.json(page([(await credentials.list()).credentials.length + 1]))
      : Response.json(page([1])),
  );

  expect(await credentials.list()).toEqual(page([2]));
});

test("a client without a fetch of its own uses the runtime's, as it is at the time of the call", async () => {
  const { credentials } = observed(described, { fetch: undefined });
  const runtimeFetch = globalThis.fetch;

  globalThis.fetch = async () => Response.json(page([7]));
  const found = await credentials.list().then(
    (first) => first,
    (thrown) => thrown,
  );
  globalThis.fetch = runtimeFetch;

  expect(found).toEqual(page([7]));
});

for (const [manner, key] of [
  ["a function", () => "mg_asked"],
  ["an async function", async () => "mg_asked"],
] as const) {
  test(`a key that ${manner} gives is asked for once for each call`, async () => {
    let asked = 0;
    const { requests } = await afterEveryCall({
      managementKey: () => {
        asked += 1;
        return key();
      },
    });

    expect(asked).toBe(4);
    expect(requests.map(({ init }) => init.headers["X-Management-Key"])).toEqual(Array(4).fill("mg_asked"));
  });
}

test("a key may change from one call to the next", async () => {
  const keys = ["mg_first", "mg_second"];
  const { credentials, requests } = observed(described, { managementKey: () => keys.shift() ?? "" });

  await credentials.list();
  await credentials.list();

  expect(requests.map(({ init }) => init.headers["X-Management-Key"])).toEqual(["mg_first", "mg_second"]);
});

test("a key is not asked for when the request is wrong", async () => {
  let asked = 0;
  const { credentials } = observed(described, {
    managementKey: () => {
      asked += 1;
      return managementKey;
    },
  });

  await errorOf(RequestError, () => credentials.delete([]));

  expect(asked).toBe(0);
});

for (const [manner, key] of [
  ["no string", () => 5],
  ["nothing", () => undefined],
  ["an empty string", () => ""],
  ["a team's key", () => "sk_us_1"],
  ["a key with a line break", async () => "mg_a\nb"],
  ["an error", () => Promise.reject(new Error("vault"))],
] as const) {
  test(`a key function that gives ${manner} is a RequestError, and nothing is sent`, async () => {
    const { credentials, requests } = observed(described, { managementKey: key as () => string });

    const { issues } = await errorOf(RequestError, () => credentials.list());

    expect(issues.map(({ path }) => path)).toEqual(["managementKey"]);
    expect(requests).toHaveLength(0);
  });
}
