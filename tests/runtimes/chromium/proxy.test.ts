// The client in a page of Chromium, through a proxy on a server of the page's own origin. Pages of other origins try
// everything that a browser can send, and nothing of it reaches the API.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { JunctionManagement, redact } from "junction-credentials";
import { managementProxy, type ProxyEvent, toNodeHandler } from "junction-credentials/proxy";
import {
  type FakeManagementApi,
  type FakeManagementApiOptions,
  type Fault,
  fakeManagementApi,
  sampleCredentials,
  sampleTeams,
} from "junction-credentials/testing";
import { describe, expect } from "vitest";
import { installed } from "../installed.js";
import { test, visited } from "./page.js";
import { served } from "./site.js";

const managementKey = "mg_of-the-server";
const basePath = "/api/junction";
const scopePath = "/v1/org/self/team_custom_credentials/sandbox/us";
const preparePath = "/v1/org/self/prepare_team_custom_credentials/sandbox/us";
const team_id = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
const credential_id = "3e8d9f41-90b2-4f86-8d88-000000000001";

const project = installed("runtimes/chromium");

/** A request that arrived at the path of the proxy. */
interface Arrival {
  readonly method: string;
  /** The name that the page gave it. */
  readonly attempt: string | null;
  readonly headers: Headers;
  readonly status: number;
}

interface Front {
  /** The origin of the page. */
  readonly origin: string;
  readonly api: FakeManagementApi;
  readonly arrivals: Arrival[];
  readonly events: ProxyEvent[];
  stop(): Promise<void>;
}

const page = `<!doctype html><link rel="icon" href="data:,"><output></output>
  <script type="importmap">${JSON.stringify({ imports: { "junction-credentials": "/node_modules/junction-credentials/dist/entry/browser.js" } })}</script>
  <script type="module">
    import { init, JunctionManagement } from "junction-credentials";
    import { tryEverything } from "/attempts.js";

    await init();
    const clientOf = (options) => new JunctionManagement({ baseUrl: "${basePath}", maxRetries: 0, ...options });
    const scopeOf = (options) => clientOf(options).teamCustomCredentials("sandbox", "us");
    const failureOf = (promise) =>
      promise.then(
        () => undefined,
        ({ name, kind, message, status, detail, issues, retryAfterMs, attempts, cursor }) =>
          ({ name, kind, message, status, detail, issues, retryAfterMs, attempts, cursor }),
      );
    Object.assign(globalThis, { clientOf, scopeOf, failureOf, tryEverything });
    document.querySelector("output").textContent = "ready";
  </script>`;

/** The responses that a page needs to make requests by detours. */
function detour(path: string): Response | undefined {
  const [, way, to = ""] = path.split("/");
  const headers = { "content-type": "text/html" };
  if (path === "/") return new Response(page, { headers });
  if (way === "moved")
    return new Response(null, { status: 307, headers: { location: decodeURIComponent(to) } });
  if (way !== "reporting") return;
  const policy = `img-src 'none'; report-uri ${decodeURIComponent(to)}`;
  return new Response('<img src="/x">', { headers: { ...headers, "content-security-policy": policy } });
}

const types: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm" };

async function fileOf(path: string): Promise<Response> {
  try {
    const content = await readFile(join(project().folder, path));
    return new Response(content, { headers: { "content-type": types[extname(path)] ?? "text/plain" } });
  } catch {
    return new Response(null, { status: 404 });
  }
}

/** Serves the page, and the proxy for it, which allows everything to everybody. */
async function withFront<T>(state: FakeManagementApiOptions, work: (front: Front) => Promise<T>): Promise<T> {
  const api = fakeManagementApi({ managementKey, ...state });
  const arrivals: Arrival[] = [];
  const events: ProxyEvent[] = [];
  const orgId = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
  const handler = managementProxy({
    junction: new JunctionManagement({ orgId, managementKey, fetch: api.fetch, timeoutMs: 1000 }),
    basePath,
    operations: ["teams", "list", "prepare", "set", "delete"],
    authorize: () => ({}),
    onAudit: (event) => void events.push(event),
  });
  const server = createServer(
    toNodeHandler(async (request, context) => {
      const { pathname, searchParams } = new URL(request.url);
      // A handler that is no proxy.
      if (pathname.startsWith("/other/"))
        return Response.json({ credentials: [{ id: 7 }], next_cursor: null });
      if (!pathname.startsWith(`${basePath}/`)) return detour(pathname) ?? (await fileOf(pathname));
      const response = await handler(request, context);
      const { method, headers } = request;
      arrivals.push({ method, attempt: searchParams.get("attempt"), headers, status: response.status });
      return response;
    }),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const stop = async () => {
    server.closeAllConnections();
    server.close();
  };
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return await work({ origin, api, arrivals, events, stop });
  } finally {
    await stop();
  }
}

/** Passes a function that runs code in the page, once the page is ready. */
function inPage<T>(
  address: string,
  work: (run: <Result>(code: string) => Promise<Result>) => Promise<T>,
): Promise<T> {
  return visited(address, async (page) => {
    await page.locator("output:not(:empty)").innerText();
    return work((code) => page.evaluate(`(async () => { ${code} })()`));
  });
}

describe("the client in a page, without a key and an organisation", () => {
  test("lists all pages, sets, prepares and deletes, and sees no secret", async () => {
    const credentials = sampleCredentials(120);
    const front = { teams: sampleTeams(), credentials, pageSize: 50 };

    await withFront(front, async ({ origin, api, arrivals }) => {
      const result = await inPage(origin, (run) =>
        run<Record<string, unknown>>(`
          const junction = clientOf();
          const scope = junction.teamCustomCredentials("sandbox", "us");
          const limit = 1000;
          const listed = await scope.list().toArray({ limit });
          const teams = await junction.teams.list().toArray({ limit });
          const everywhere = await junction.everywhere().list().toArray({ limit });
          const set = await scope.set({ team_id: "${team_id}", provider: "oura", client_id: "id", client_secret: "s3cret" });
          const prepared = await scope.prepare({ team_id: "${team_id}", provider: "strava" });
          const deleted = await scope.delete([set.id, listed[0].id]);
          return { listed, teams, everywhere: everywhere.length, set, prepared, deleted };
        `),
      );

      expect(result.listed).toEqual(redact(credentials));
      expect(result.teams).toEqual(api.teams);
      expect(result.everywhere).toBe(120);
      expect(result.set).toMatchObject({ team_id, source: "oura" });
      expect(result.prepared).toMatchObject({ status: expect.any(String) });
      expect(result.deleted).toEqual({
        success: [(result.set as { id: string }).id, credentials[0]?.id],
        failure: [],
        not_found: [],
      });
      expect(api.credentials).toHaveLength(119);
      expect(JSON.stringify(result)).not.toMatch(/fake-|s3cret/);
      expect(arrivals.filter(({ headers }) => headers.has("x-management-key"))).toEqual([]);
      expect(new Set(api.requests.map(({ headers }) => headers["x-management-key"]))).toEqual(
        new Set([managementKey]),
      );
    });
  });

  test("an invalid call is a RequestError, and nothing is sent", async () => {
    await withFront({}, async ({ origin, arrivals }) => {
      const error = await inPage(origin, (run) =>
        run(`return failureOf(scopeOf().set({ team_id: "7", provider: "oura", client_id: "id" }))`),
      );

      expect(error).toMatchObject({ name: "RequestError", kind: "request", issues: [{ path: "team_id" }] });
      expect(arrivals).toEqual([]);
    });
  });

  const issue = { loc: ["body", "client_id"], msg: "too short", type: "too_short" };
  const set = `set({ team_id: "${team_id}", provider: "oura", client_id: "id" })`;
  const repeated = '{"credentials":[],"next_cursor":"again"}';
  const unusable = "the proxy got a response from Junction that it cannot use: ";

  const failures: [what: string, call: string, fault: Fault, error: object][] = [
    [
      "a 422 is an ApiError with its issues",
      set,
      {
        kind: "status",
        status: 422,
        body: JSON.stringify({ detail: [{ ...issue, input: "id" }] }),
      },
      { kind: "api", status: 422, issues: [issue] },
    ],
    [
      "a 429 is an ApiError with the time to wait",
      "list()",
      { kind: "status", status: 429, retryAfter: "7" },
      { kind: "api", status: 429, retryAfterMs: 7000 },
    ],
    [
      "Junction's 401 is a 502 about the key of the proxy",
      "list()",
      { kind: "status", status: 401, body: '{"detail":"no such key"}' },
      {
        kind: "api",
        status: 502,
        detail: "Junction responded with 401 to the management key of the proxy: no such key",
      },
    ],
    [
      "broken JSON from Junction is a 502",
      "list()",
      { kind: "broken-json" },
      { kind: "api", status: 502, detail: expect.stringContaining(unusable) },
    ],
    [
      "Junction's silence is a 504",
      "list()",
      { kind: "stall" },
      { kind: "api", status: 504, detail: "Junction did not respond to the proxy in time" },
    ],
    [
      "a cursor that Junction repeats is a PaginationError",
      "list().toArray({ limit: 10 })",
      { kind: "status", status: 200, body: repeated, times: Number.POSITIVE_INFINITY },
      { kind: "pagination", cursor: "again" },
    ],
  ];
  for (const [what, call, fault, error] of failures) {
    test(what, async () => {
      await withFront({ faults: [fault] }, async ({ origin, api }) => {
        const result = await inPage(origin, (run) => run(`return failureOf(scopeOf().${call})`));

        expect(result).toMatchObject(error);
        expect(api.requests.length).toBeGreaterThan(0);
      });
    });
  }

  test("the page repeats what the proxy could not do", async () => {
    const faults: Fault[] = [{ kind: "status", status: 503, retryAfter: "0" }, { kind: "network" }];

    await withFront({ faults }, async ({ origin, arrivals }) => {
      const result = await inPage(origin, (run) => run("return scopeOf({ maxRetries: 2 }).list()"));

      expect(result).toEqual({ credentials: [], next_cursor: null });
      expect(arrivals.map(({ status }) => status)).toEqual([503, 502, 200]);
    });
  });

  test("a proxy that is down is a NetworkError", async () => {
    await withFront({}, async ({ origin, stop }) => {
      const error = await inPage(origin, async (run) => {
        await run("return scopeOf().list()");
        await stop();
        return run("return failureOf(scopeOf().list())");
      });

      expect(error).toMatchObject({ kind: "network", message: expect.stringMatching(/^no response/) });
    });
  });

  test("a page that waits no longer gets a TimeoutError, and the call to Junction is aborted", async () => {
    await withFront({ faults: [{ kind: "stall" }] }, async ({ origin, api, events }) => {
      const error = await inPage(origin, async (run) => {
        const error = await run("return failureOf(scopeOf({ timeoutMs: 400 }).list())");
        await expect.poll(() => events).toHaveLength(1);
        return error;
      });

      expect(error).toMatchObject({ kind: "timeout", attempts: 1 });
      expect(api.requests).toHaveLength(1);
      expect(events).toMatchObject([{ operation: "list", outcome: "aborted", status: 499 }]);
    });
  });

  test("a page of something else than the API is a ResponseError", async () => {
    await withFront({}, async ({ origin }) => {
      const error = await inPage(origin, (run) =>
        run('return failureOf(scopeOf({ baseUrl: "/other" }).list())'),
      );

      expect(error).toMatchObject({
        kind: "response",
        issues: expect.arrayContaining([expect.objectContaining({ path: "credentials[0].id" })]),
      });
    });
  });
});

/** What Chromium sends by its own decision, and what it sends to the page's own origin alone. */
const unsent = /: (icon|manifest|prerender|speculation rules|Worker)$|^delete: fetch, no-cors$/;

/** Which attempts of the page itself are requests of the API. Frames of an opaque origin are no part of it. */
const proper = [
  /^(list|teams): (?!iframe, (data|sandbox)$)/,
  /^(set|prepare): (fetch, cors, json|XMLHttpRequest, json|beacon, Blob of json)/,
  /^delete: (fetch, (cors|moved)|XMLHttpRequest)/,
];

/** Makes a page try everything. Returns the names of the attempts that have arrived, and of those that have not. */
async function attemptsBy(address: string, { origin, arrivals }: Front) {
  return inPage(address, async (run) => {
    const names = await run<string[]>(`return tryEverything(${JSON.stringify(targetsAt(origin))})`);
    const sent = names.filter((name) => !unsent.test(name));
    const hasArrived = (name: string) => arrivals.some(({ attempt }) => attempt === name);
    for (const end = performance.now() + 15_000; !sent.every(hasArrived) && performance.now() < end; ) {
      await pause(50);
    }
    // For what is late, and for what a browser might send after a preflight.
    await pause(500);
    return { arrived: sent.filter(hasArrived), missing: sent.filter((name) => !hasArrived(name)) };
  });
}

describe("everything that a page can send", () => {
  const stored = { credentials: [{ id: credential_id, team_id, source: "strava" }] };

  for (const [who, site, host] of [
    ["another origin of the same site", "same-site", "127.0.0.1"],
    ["another site", "cross-site", "localhost"],
  ] as const) {
    test(`from ${who} arrives, and reaches nothing`, async () => {
      await withFront(stored, async (front) => {
        const { api, arrivals, events } = front;

        const { arrived, missing } = await served(
          project().folder,
          ({ address }) => attemptsBy(address.replace("127.0.0.1", host), front),
          detour,
        );

        const ofSite = arrivals.filter(({ headers }) => headers.get("sec-fetch-site") === site);
        const isRefusal = ({ method, status }: Arrival) => status === (method === "OPTIONS" ? 405 : 403);
        expect(api.requests).toEqual([]);
        expect(arrivals.filter((arrival) => !isRefusal(arrival))).toEqual([]);
        expect(events.filter(({ outcome }) => outcome !== "refused")).toEqual([]);
        // Otherwise this would prove nothing.
        expect(missing).toEqual([]);
        expect(arrived.length).toBeGreaterThan(130);
        expect(ofSite.length).toBeGreaterThan(130);
      });
    });
  }

  test("from the page of the proxy's own origin reaches the API, if it is a request of the API", async () => {
    await withFront(stored, async (front) => {
      const { api, arrivals } = front;

      const { arrived, missing } = await attemptsBy(front.origin, front);

      const done = new Set(arrivals.filter(({ status }) => status === 200).map(({ attempt }) => attempt));
      const isProper = (name: string) => proper.some((pattern) => pattern.test(name));
      expect(missing).toEqual([]);
      expect(arrived.filter((name) => done.has(name))).toEqual(arrived.filter(isProper));
      expect(new Set(api.requests.map(({ operation }) => operation))).toEqual(
        new Set(["teams", "list", "prepare", "set", "delete"]),
      );
    });
  });
});

/** The operations, and by which ways a page tries them. */
function targetsAt(origin: string) {
  const at = `${origin}${basePath}`;
  const prepare = { team_id, provider: "strava" };
  return [
    { name: "list", ways: "gets", url: `${at}${scopePath}` },
    { name: "teams", ways: "gets", url: `${at}/v1/org/self/team` },
    { name: "set", ways: "posts", url: `${at}${scopePath}`, body: { ...prepare, client_id: "id" } },
    { name: "prepare", ways: "posts", url: `${at}${preparePath}`, body: prepare },
    { name: "delete", ways: "deletes", url: `${at}${scopePath}?credential_id=${credential_id}` },
  ];
}
