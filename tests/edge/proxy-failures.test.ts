// Failures of Junction arrive in the browser as the errors that the client makes of them there.

import { ApiError, JunctionManagement, type JunctionManagementOptions } from "junction-credentials";
import { managementProxy } from "junction-credentials/proxy";
import type { Fault } from "junction-credentials/testing";
import { describe, expect, test } from "vitest";
import { admin, listPath, managementKey, posted, teamA } from "./admin.js";

const body = { team_id: teamA, provider: "oura", client_id: "id", client_secret: "s3cret" } as const;

/** The error of a listing in the browser, with what Junction does on the server. */
async function failureWith(client: JunctionManagementOptions, browser: JunctionManagementOptions = {}) {
  const made = admin({ client, browser });
  const error = await made.browser
    .teamCustomCredentials("sandbox", "us")
    .list()
    .catch((error: unknown) => error);
  return { ...made, error: error as ApiError };
}

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  fetch: async () =>
    new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers }),
});

test.each([400, 404, 409, 418, 429, 500, 503, 599])(
  "Junction's %d keeps its status and its words",
  async (status) => {
    const { error, events } = await failureWith(answering(status, { detail: "in words" }));

    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, detail: "in words", issues: [], attempts: 1 });
    expect(events).toEqual([expect.objectContaining({ outcome: "failed", status })]);
  },
);

test("a status without words stays one without words", async () => {
  const { error } = await failureWith(answering(503, "<!doctype html>"));

  expect(error).toMatchObject({ status: 503, detail: undefined });
});

test("the issues of a 422 arrive without what was sent", async () => {
  const detail = [
    {
      loc: ["body", "client_id"],
      msg: "s3cret is too short",
      type: "too_short",
      input: "s3cret",
      ctx: { x: "s3cret" },
    },
  ];
  const { browser, responses } = admin({ client: answering(422, { detail }) });

  const error = await browser
    .teamCustomCredentials("sandbox", "us")
    .set(body)
    .catch((error: unknown) => error);

  expect(error).toMatchObject({
    status: 422,
    issues: [{ loc: ["body", "client_id"], msg: "*** is too short", type: "too_short" }],
  });
  expect(await responses[0]?.text()).not.toContain("s3cret");
});

test("Retry-After goes on in seconds", async () => {
  const { error } = await failureWith(answering(429, {}, { "retry-after": "7" }));

  expect(error).toMatchObject({ status: 429, retryAfterMs: 7000 });
});

test.each([401, 403])(
  "Junction's %d is a 502 about the key of the proxy, which is not retried",
  async (status) => {
    const { error, api, responses } = await failureWith(
      answering(status, { detail: `no such key: ${managementKey}` }),
      { maxRetries: 5 },
    );

    expect(error).toMatchObject({
      status: 502,
      attempts: 1,
      detail: `Junction responded with ${status} to the management key of the proxy: no such key: ***`,
    });
    expect(responses).toHaveLength(1);
    expect(api.requests).toEqual([]);
  },
);

test.each<[string, JunctionManagementOptions]>([
  ["no JSON", answering(200, "<!doctype html>")],
  ["another page", answering(200, { credentials: [{ id: "no uuid" }] })],
  ["a redirect", answering(307, "", { location: "https://elsewhere.example/path" })],
  [
    "a status beyond HTTP's",
    {
      fetch: (async () => ({
        status: 700,
        headers: new Headers(),
        arrayBuffer: async () => new ArrayBuffer(0),
      })) as never,
    },
  ],
])("%s from Junction is a 502 that is not retried", async (_, client) => {
  const { error, responses } = await failureWith(client, { maxRetries: 5 });

  expect(error).toMatchObject({ status: 502, attempts: 1 });
  expect(await responses[0]?.text()).not.toMatch(/elsewhere|doctype|no uuid/);
});

test("no response from Junction is a 502, which the client in the browser retries", async () => {
  let calls = 0;
  const fetch = async () => {
    calls += 1;
    if (calls < 3) throw new TypeError("fetch failed: s3cret");
    return Response.json({ credentials: [], next_cursor: null });
  };
  const { responses } = await failureWith({ fetch }, { maxRetries: 2 });

  expect(responses.map(({ status }) => status)).toEqual([502, 502, 200]);
  expect(await responses[0]?.json()).toEqual({ detail: "the proxy got no response from Junction" });
});

test("the proxy does not retry", async () => {
  const faults: Fault[] = [{ kind: "status", status: 503 }];
  const { send, api } = admin({ api: { faults }, client: { maxRetries: 5 } });

  expect((await send(listPath)).status).toBe(503);
  expect(api.requests).toHaveLength(1);
});

test("no response in time is a 504", async () => {
  const faults: Fault[] = [{ kind: "stall" }];
  const { browser, events } = admin({ api: { faults }, client: { timeoutMs: 20 } });

  const error = await browser
    .teamCustomCredentials("sandbox", "us")
    .list()
    .catch((error: unknown) => error);

  expect(error).toMatchObject({ status: 504 });
  expect(events).toEqual([expect.objectContaining({ outcome: "failed", status: 504 })]);
});

test.each<[string, () => unknown]>([
  [
    "throws",
    () => {
      throw new Error("mg_secret of the vault");
    },
  ],
  ["rejects", () => Promise.reject(new Error("mg_secret of the vault"))],
  ["returns nothing", () => undefined],
  ["returns the key of a team", () => "sk_secret"],
])("a key function that %s is a 500", async (_, managementKey) => {
  const { error, api, responses } = await failureWith({ managementKey: managementKey as never });

  expect(error).toMatchObject({ status: 500 });
  expect(await responses[0]?.text()).not.toContain("secret");
  expect(api.requests).toEqual([]);
});

test("a client that has been disposed of is a 500", async () => {
  const junction = new JunctionManagement({ orgId: teamA, managementKey });
  const handler = managementProxy({ junction, basePath: "/", authorize: () => ({}) });
  junction[Symbol.dispose]();

  const { status } = await handler(new Request(`https://admin.example.com${listPath}`));

  expect(status).toBe(500);
});

test("a cursor that comes twice is a PaginationError in the browser", async () => {
  const client = answering(200, { credentials: [], next_cursor: "again" });
  const { browser } = admin({ client });

  const error = await browser
    .teamCustomCredentials("sandbox", "us")
    .list()
    .toArray({ limit: 10 })
    .catch((error: unknown) => error);

  expect(error).toMatchObject({ kind: "pagination", cursor: "again" });
});

test("a set whose answer is lost is not repeated", async () => {
  let calls = 0;
  const fetch = async () => {
    calls += 1;
    throw new TypeError("fetch failed");
  };
  const { browser } = admin({ client: { fetch }, browser: { maxRetries: 5 } });

  const error = await browser
    .teamCustomCredentials("sandbox", "us")
    .set(body)
    .catch((error: unknown) => error);

  expect(error).toMatchObject({ status: 502, attempts: 1 });
  expect(calls).toBe(1);
});

describe("a failure while owners are looked up", () => {
  test("is the failure of the delete, and nothing is deleted", async () => {
    const made = admin();
    made.api.faults.push({ kind: "status", status: 503, operation: "list" });
    const id = made.api.credentials[0]?.id ?? "";

    const response = await made.send(`${listPath}?credential_id=${id}`, { method: "DELETE" });

    expect(response.status).toBe(503);
    expect(made.api.credentials).toHaveLength(6);
  });
});

describe("a browser that leaves", () => {
  test("aborts the call upstream", async () => {
    const leaving = new AbortController();
    let isAborted = false;
    const fetch = (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => {
          isAborted = true;
          reject(signal.reason);
        });
        setTimeout(() => leaving.abort(), 5);
      });
    const { send, events } = admin({ client: { fetch: fetch as never } });

    const { status } = await send(listPath, { signal: leaving.signal });

    expect([status, isAborted]).toEqual([499, true]);
    expect(events).toEqual([expect.objectContaining({ outcome: "aborted", status: 499 })]);
  });

  test("before its body has arrived ends the request", async () => {
    const leaving = new AbortController();
    const { send, api } = admin();
    const never = new ReadableStream({ start: () => new Promise(() => {}) });
    setTimeout(() => leaving.abort(), 5);

    const init = { ...posted(""), body: never, duplex: "half", signal: leaving.signal } as RequestInit;
    const { status } = await send(listPath, init);

    expect(status).toBe(499);
    expect(api.requests).toEqual([]);
  });
});

describe("onAudit", () => {
  test.each<[string, () => void | Promise<void>]>([
    [
      "throws",
      () => {
        throw new Error("disk full");
      },
    ],
    ["rejects", () => Promise.reject(new Error("disk full"))],
  ])("that %s changes nothing", async (_, onAudit) => {
    const { send } = admin({ onAudit });

    expect((await send(listPath)).status).toBe(200);
  });

  test("is awaited before the response", async () => {
    let isRecorded = false;
    const onAudit = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      isRecorded = true;
    };
    const { send } = admin({ onAudit });

    await send(listPath);

    expect(isRecorded).toBe(true);
  });

  test("that never ends delays the response no longer than authorize may take", async () => {
    const { send } = admin({ client: { timeoutMs: 30 }, onAudit: () => new Promise(() => {}) });

    expect((await send(listPath)).status).toBe(200);
  });

  test("receives the actor, the target and the outcome", async () => {
    const { send, events } = admin({ authorize: () => ({ actor: "ada@example.com", team_ids: "all" }) });

    await send(listPath, posted(body));

    expect(events).toEqual([
      {
        actor: "ada@example.com",
        operation: "set",
        env: "sandbox",
        region: "us",
        team_ids: [teamA],
        provider: "oura",
        outcome: "done",
        status: 200,
      },
    ]);
  });
});
