// Nothing reaches Junction before the caller's `authorize` has allowed it, and no more than it has allowed.

import { runInNewContext } from "node:vm";
import type { ProxyPermission } from "junction-credentials/proxy";
import { afterEach, describe, expect, test, vi } from "vitest";
import { admin, listPath, posted, preparePath, teamA, teamB, teamC, teamsPath } from "./admin.js";

const setOf = (team_id: string) => posted({ team_id, provider: "oura", client_id: "id" });
const unknownId = "4f9eae52-a1c3-4a97-9e99-000000000001";

const requests: [operation: string, path: string, init: RequestInit][] = [
  ["teams", teamsPath, {}],
  ["list", listPath, {}],
  ["prepare", preparePath, posted({ team_id: teamA, provider: "strava" })],
  ["set", listPath, setOf(teamA)],
  ["delete", `${listPath}?credential_id=${unknownId}`, { method: "DELETE" }],
];

afterEach(() => vi.useRealTimers());

describe("a refusal is everything but an object", () => {
  const refusals: Record<string, () => unknown> = {
    false: () => false,
    undefined: () => undefined,
    null: () => null,
    true: () => true,
    "a string": () => "all",
    "a number": () => 1,
    "an array": () => [],
    "a function": () => () => ({}),
    "an error that is returned": () => new Error("no"),
    "an error that is thrown": () => {
      throw new Error("no");
    },
    "an object that is thrown": () => {
      throw { team_ids: "all" };
    },
    "an error of another realm": () => runInNewContext("new Error('no')"),
    "a boolean object": () => new Boolean(false),
    "a map": () => new Map([["team_ids", "all"]]),
    "a date": () => new Date(),
    "a generator that nobody awaits": () => (async function* () {})(),
    "a request": () => new Request("https://admin.example.com"),
    "an error as a response": () => Response.error(),
    "a getter that throws": () => ({
      get team_ids() {
        throw new Error("no");
      },
    }),
    "a promise of false": async () => false,
    "a promise of an error": async () => new Error("no"),
    "a rejection": () => Promise.reject(new Error("no")),
    "a rejection with an object": () => Promise.reject({ team_ids: "all" }),
    "a rejection with nothing": () => Promise.reject(),
  };

  for (const [operation, path, init] of requests) {
    test.each(Object.entries(refusals))(`${operation} is refused by %s`, async (_, authorize) => {
      const { send, api, events } = admin({ authorize: authorize as never });

      const response = await send(path, init);

      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ detail: "the proxy does not allow this" });
      expect(api.requests).toEqual([]);
      expect(events).toEqual([expect.objectContaining({ operation, outcome: "refused", status: 403 })]);
    });
  }
});

test.each([
  [30_000, 10_000],
  [2000, 2000],
])("with a timeout of %d ms, no answer within %d ms is a refusal", async (timeoutMs, patienceMs) => {
  vi.useFakeTimers();
  const { send, api } = admin({ client: { timeoutMs }, authorize: () => new Promise(() => {}) });
  let status: number | undefined;

  const done = send(listPath).then((response) => {
    status = response.status;
  });
  await vi.advanceTimersByTimeAsync(patienceMs - 1);
  expect(status).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  await done;

  expect(status).toBe(403);
  expect(api.requests).toEqual([]);
});

test("an answer that comes too late allows nothing", async () => {
  vi.useFakeTimers();
  const late = () => new Promise<object>((resolve) => setTimeout(resolve, 20_000, {}));
  const { send, api } = admin({ authorize: late });

  const done = send(listPath, setOf(teamA));
  await vi.advanceTimersByTimeAsync(60_000);

  expect((await done).status).toBe(403);
  expect(api.requests).toEqual([]);
});

test("a browser that leaves before the answer ends the request", async () => {
  const { send, api, events } = admin({ authorize: () => new Promise(() => {}) });
  const leaving = new AbortController();

  const done = send(listPath, { signal: leaving.signal });
  setTimeout(() => leaving.abort(), 5);

  expect((await done).status).toBe(499);
  expect(events).toEqual([expect.objectContaining({ outcome: "aborted", status: 499 })]);
  expect(api.requests).toEqual([]);
});

const login = () => new Response(null, { status: 302, headers: { location: "/login", "set-cookie": "a=b" } });
test.each<[string, () => unknown]>([
  ["returned", login],
  [
    "thrown",
    () => {
      throw login();
    },
  ],
  ["resolved", async () => login()],
  ["rejected", () => Promise.reject(login())],
])("a response that is %s is sent as it is", async (_, authorize) => {
  const { send, api, events } = admin({ authorize: authorize as never });

  const { status, headers } = await send(listPath);

  expect([status, headers.get("location"), headers.get("set-cookie")]).toEqual([302, "/login", "a=b"]);
  expect(api.requests).toEqual([]);
  expect(events).toEqual([expect.objectContaining({ outcome: "refused", status: 302 })]);
});

test("the same response can be sent twice, and one whose body was read keeps its status", async () => {
  const response = new Response("sign in", { status: 401, headers: { "www-authenticate": "Bearer" } });
  const { send } = admin({ authorize: () => response });

  const bodies = [await (await send(listPath)).text(), await (await send(listPath)).text()];
  await response.text();
  const { status, headers } = await send(listPath);

  expect(bodies).toEqual(["sign in", "sign in"]);
  expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
});

test.each<[string, unknown]>([
  ["an object without a prototype", Object.assign(Object.create(null), { actor: "ada" })],
  [
    "an instance of a class",
    new (class {
      readonly actor = "ada";
    })(),
  ],
  ["an object of another realm", runInNewContext("({ actor: 'ada' })")],
  ["a frozen object", Object.freeze({ actor: "ada" })],
])("%s is a permission", async (_, permission) => {
  const { send, events } = admin({ authorize: () => permission as object });

  expect((await send(listPath)).status).toBe(200);
  expect(events[0]?.actor).toBe("ada");
});

describe("the question names what is touched", () => {
  const scope = { env: "sandbox", region: "us" };
  test.each<[string, string, RequestInit, object]>([
    [
      "teams",
      `${teamsPath}?team_id=${teamA}`,
      {},
      { operation: "teams", env: undefined, region: undefined, team_ids: "all", provider: undefined },
    ],
    ["list", listPath, {}, { operation: "list", ...scope, team_ids: "all", provider: undefined }],
    [
      "list of teams",
      `${listPath}?team_id=${teamB.toUpperCase()}&team_id=${teamA}&team_id=${teamB}&provider=fitbit`,
      {},
      { operation: "list", ...scope, team_ids: [teamB, teamA], provider: "fitbit" },
    ],
    [
      "set",
      listPath.replace("sandbox/us", "production/eu"),
      setOf(teamA.toUpperCase()),
      { operation: "set", env: "production", region: "eu", team_ids: [teamA], provider: "oura" },
    ],
    [
      "prepare",
      preparePath,
      posted({ team_id: teamA, provider: "strava" }),
      { operation: "prepare", ...scope, team_ids: [teamA], provider: "strava" },
    ],
  ])("%s", async (_, path, init, question) => {
    const { send, questions } = admin();

    await send(path, init);

    expect(questions).toEqual([question]);
  });

  test("and has the request and the context of the caller", async () => {
    const seen: unknown[] = [];
    const { handler } = admin({
      authorize: ({ request, context }) => {
        seen.push(request, context);
        return {};
      },
    });
    const request = new Request(`https://admin.example.com/api/junction${teamsPath}`);

    await handler(request, "the context");

    expect(seen).toEqual([request, "the context"]);
  });

  test("and a question that is changed has no effect", async () => {
    const { send, api } = admin({
      authorize: (question) => {
        if (question.team_ids !== "all") (question.team_ids as string[]).push(teamB);
        return { team_ids: [teamA] };
      },
    });

    await send(`${listPath}?team_id=${teamA}`);

    expect(String(api.requests[0]?.query)).toBe(`team_id=${teamA}`);
  });
});

describe("teams in the answer bind a listing", () => {
  test.each<[string, ProxyPermission, string, string[]]>([
    ["absent", {}, "", [teamA, teamB, teamC]],
    ["all", { team_ids: "all" }, "", [teamA, teamB, teamC]],
    ["some", { team_ids: [teamA, teamC] }, "", [teamA, teamC]],
    ["in upper case", { team_ids: [teamA.toUpperCase()] }, "", [teamA]],
    ["some of those asked for", { team_ids: [teamA, teamC] }, `?team_id=${teamB}&team_id=${teamC}`, [teamC]],
    ["more than those asked for", { team_ids: [teamA, teamB] }, `?team_id=${teamA}`, [teamA]],
    ["all of those asked for", { team_ids: "all" }, `?team_id=${teamB}`, [teamB]],
  ])("%s", async (_, permission, query, seen) => {
    const { send, api, events } = admin({ authorize: () => permission });

    const response = await send(listPath + query);

    const { credentials } = (await response.json()) as { credentials: { team_id: string }[] };
    expect([...new Set(credentials.map(({ team_id }) => team_id))]).toEqual(seen);
    const isBounded = query !== "" || Array.isArray(permission.team_ids);
    expect(api.requests.map(({ query }) => query.getAll("team_id"))).toEqual([isBounded ? seen : []]);
    expect(events[0]?.team_ids).toEqual(isBounded ? seen : "all");
  });

  test.each<[string, unknown, string]>([
    ["none", [], ""],
    ["others than those asked for", [teamA], `?team_id=${teamB}`],
    ["null", null, ""],
    ["undefined", undefined, ""],
    ["a string", teamA, ""],
    ["everything in another word", "ALL", ""],
    ["an object", { 0: teamA, length: 1 }, ""],
    ["malformed ids", ["all", null, undefined, "", "*", `{${teamA}}`, ` ${teamA}`, [teamA]], ""],
    ["null for a named team", null, `?team_id=${teamA}`],
  ])("%s: an empty page, and nothing is sent", async (_, team_ids, query) => {
    const { send, api } = admin({ authorize: () => ({ team_ids }) as never });

    const listed = await send(listPath + query);
    const teams = await send(teamsPath + query);

    expect([listed.status, await listed.json()]).toEqual([200, { credentials: [], next_cursor: null }]);
    expect((await teams.json()) as object).toEqual({ teams: [], next_cursor: null });
    expect(api.requests).toEqual([]);
  });

  test("the answers are filtered as well, should Junction ignore the filter", async () => {
    const credential = (team_id: unknown) => ({
      id: unknownId,
      source: "strava",
      team_id,
      created_at: "2026-05-01T10:00:00Z",
      updated_at: "2026-05-01T10:00:00Z",
    });
    const credentials = [teamA, teamB, teamC.toUpperCase()].map(credential);
    const fetch = async () => Response.json({ credentials, next_cursor: "next" });
    const { send } = admin({ client: { fetch }, authorize: () => ({ team_ids: [teamB, teamC] }) });

    const page = (await (await send(listPath)).json()) as {
      credentials: { team_id: string }[];
      next_cursor: string;
    };

    expect(page.credentials.map(({ team_id }) => team_id)).toEqual([teamB, teamC.toUpperCase()]);
    expect(page.next_cursor).toBe("next");
  });

  test("teams of one permitted team, and of one that is asked for, are asked for by its id", async () => {
    const { send, api } = admin({ authorize: () => ({ team_ids: [teamB] }) });
    const { send: sendAll, api: apiOfAll } = admin();

    await send(teamsPath);
    await sendAll(`${teamsPath}?team_id=${teamC}`);

    expect(String(api.requests[0]?.query)).toBe(`team_id=${teamB}`);
    expect(String(apiOfAll.requests[0]?.query)).toBe(`team_id=${teamC}`);
  });

  test("teams are filtered by their ids", async () => {
    const { browser } = admin({ authorize: () => ({ team_ids: [teamB.toUpperCase(), unknownId] }) });

    const teams = await browser.teams.list().toArray({ limit: 10 });

    expect(teams.map(({ id }) => id)).toEqual([teamB]);
  });

  test("more teams than fit into a URL are filtered in the answers alone", async () => {
    const others = Array.from({ length: 200 }, (_, index) => `${unknownId.slice(0, -4)}${9000 + index}`);
    const { browser, api } = admin({ authorize: () => ({ team_ids: [...others, teamB] }) });

    const credentials = await browser.teamCustomCredentials("sandbox", "us").list().toArray({ limit: 10 });

    expect(credentials.map(({ team_id }) => team_id)).toEqual([teamB, teamB]);
    expect(api.requests[0]?.query.getAll("team_id")).toEqual([]);
  });
});

test.each([
  ["set", listPath, setOf(teamB)],
  ["prepare", preparePath, posted({ team_id: teamB, provider: "strava" })],
])("%s outside of the teams in the answer is a 403", async (_, path, init) => {
  for (const team_ids of [[teamA], [], null, "ALL"]) {
    const { send, api } = admin({ authorize: () => ({ actor: "ada", team_ids }) as never });

    const { status } = await send(path, init);

    expect(status).toBe(403);
    expect(api.requests).toEqual([]);
  }
});

describe("a delete", () => {
  const idOf = ({ api }: ReturnType<typeof admin>, team_id: string) =>
    api.credentials.find((credential) => credential.team_id === team_id)?.id ?? "";
  const deleted = (made: ReturnType<typeof admin>, ...ids: string[]) =>
    made.send(`${listPath}?${ids.map((id) => `credential_id=${id}`).join("&")}`, { method: "DELETE" });

  test("asks first without teams, and again with the owners of the ids", async () => {
    const made = admin({ api: { pageSize: 2 } as never });
    const ids = [idOf(made, teamC), idOf(made, teamA)];

    const response = await deleted(made, ...ids);

    expect(await response.json()).toEqual({ success: ids, failure: [], not_found: [] });
    expect(made.questions.map(({ team_ids, provider }) => [team_ids, provider])).toEqual([
      [[], undefined],
      [[teamA, teamC], undefined],
    ]);
    expect(made.events).toEqual([
      expect.objectContaining({
        operation: "delete",
        team_ids: [teamA, teamC],
        outcome: "done",
        status: 200,
      }),
    ]);
  });

  test("of a foreign id is refused altogether, and nothing is deleted", async () => {
    const made = admin({ authorize: () => ({ team_ids: [teamA] }) });

    const response = await deleted(made, idOf(made, teamA), idOf(made, teamB));

    expect(response.status).toBe(403);
    expect(made.api.credentials).toHaveLength(6);
    expect(made.api.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("is refused if the second question is, and nothing is deleted", async () => {
    const made = admin({ authorize: ({ team_ids }) => (team_ids.length === 0 ? {} : false) });

    const response = await deleted(made, idOf(made, teamA));

    expect(response.status).toBe(403);
    expect(made.api.credentials).toHaveLength(6);
  });

  test("looks nothing up if the first question is refused", async () => {
    const made = admin({ authorize: ({ team_ids }) => (team_ids.length === 0 ? false : {}) });

    const response = await deleted(made, idOf(made, teamA));

    expect(response.status).toBe(403);
    expect(made.api.requests).toEqual([]);
  });

  test("reports ids that nobody owns as not found, and does not send them on", async () => {
    const made = admin();
    const id = idOf(made, teamA);

    const response = await deleted(made, unknownId, id.toUpperCase(), id);

    expect(await response.json()).toEqual({ success: [id], failure: [], not_found: [unknownId] });
    expect(made.api.requests.at(-1)?.query.getAll("credential_id")).toEqual([id]);
  });

  test("of ids that nobody owns sends no delete", async () => {
    const made = admin();

    const response = await deleted(made, unknownId);

    expect(await response.json()).toEqual({ success: [], failure: [], not_found: [unknownId] });
    expect(made.api.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("finds owners only in its own environment and region", async () => {
    const made = admin();
    made.api.scope("production", "us").set({ team_id: teamA, provider: "oura", client_id: "id" });
    const [credential] = made.api.scope("production", "us").credentials;

    const response = await deleted(made, credential?.id ?? "");

    expect(await response.json()).toMatchObject({ success: [], not_found: [credential?.id] });
    expect(made.api.scope("production", "us").credentials).toHaveLength(1);
  });
});
