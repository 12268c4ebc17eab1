// The client of a browser works through the proxy as it works with Junction, and no further.

import { type OperationName, RequestError } from "junction-credentials";
import { managementProxy } from "junction-credentials/proxy";
import { sampleCredentials, sampleTeams } from "junction-credentials/testing";
import { describe, expect, test } from "vitest";
import {
  admin,
  basePath,
  everyOperation,
  listPath,
  managementKey,
  posted,
  preparePath,
  site,
  teamA,
  teamB,
  teamC,
  teamsPath,
} from "./admin.js";

const orgPath = "/v1/org/6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";

test("the client lists all pages of credentials and teams", async () => {
  const { browser, api } = admin({
    api: { credentials: sampleCredentials(120), teams: sampleTeams(70), pageSize: 25 },
  });

  const credentials = await browser.teamCustomCredentials("sandbox", "us").list().toArray({ limit: 1000 });
  const teams = await browser.teams.list().toArray({ limit: 1000 });

  expect(credentials.map(({ id }) => id)).toEqual(api.credentials.map(({ id }) => id));
  expect(teams).toEqual(api.teams);
  expect(api.requests).toHaveLength(5 + 3);
});

test("the client filters, sets, prepares and deletes", async () => {
  const { browser, api } = admin();
  const credentials = browser.teamCustomCredentials("sandbox", "us");

  const listed = await credentials.list({ provider: "fitbit", team_id: [teamA, teamB] });
  const set = await credentials.set({
    team_id: teamA,
    provider: "oura",
    client_id: "id",
    client_secret: "s",
  });
  const prepared = await credentials.prepare({ team_id: teamA, provider: "strava" });
  const deleted = await credentials.delete([set.id]);

  expect(listed.credentials.map(({ team_id, source }) => [team_id, source])).toEqual([
    [teamA, "fitbit"],
    [teamB, "fitbit"],
  ]);
  expect(set).toMatchObject({ source: "oura", client_id: "id" });
  expect(prepared.preparation_steps?.[0]?.value).toMatch(/^https:/);
  expect(deleted).toEqual({ success: [set.id], failure: [], not_found: [] });
  expect(api.credentials).toHaveLength(6);
});

test("a request is made anew: with the server's organisation and key, and nothing of the browser's but its trace", async () => {
  const { send, api } = admin();
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  const response = await send(`${listPath}?provider=fitbit&org_id=x&team=y`, {
    headers: { "x-management-key": "mg_other", cookie: "a=b", authorization: "Bearer c", traceparent },
  });

  expect(response.status).toBe(200);
  expect(api.requests.map(({ path, query, headers }) => [path, String(query), headers])).toEqual([
    [
      `${orgPath}/team_custom_credentials/sandbox/us`,
      "provider=fitbit",
      { accept: "application/json", "x-management-key": managementKey, traceparent },
    ],
  ]);
});

test.each([
  "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
  "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
  "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
  "a secret",
])("a traceparent that is not well-formed does not go on: %s", async (traceparent) => {
  const { send, api } = admin();

  const { status } = await send(listPath, { headers: { traceparent } });

  expect(status).toBe(200);
  expect(api.requests[0]?.headers).not.toHaveProperty("traceparent");
});

test("a response has the proxy's own headers, and none of Junction's", async () => {
  const page = { credentials: [], next_cursor: null };
  const headers = { "set-cookie": "a=b", "x-request-id": "1", "access-control-allow-origin": "*" };
  const { send } = admin({ client: { fetch: async () => Response.json(page, { headers }) } });

  const response = await send(listPath, { headers: { origin: site } });

  expect(Object.fromEntries(response.headers)).toEqual({
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
});

describe("paths", () => {
  test.each([
    ["another organisation", `${basePath}${orgPath}/team`],
    ["self in upper case", `${basePath}/v1/org/SELF/team`],
    ["self in percent-encoding", `${basePath}/v1/org/%73elf/team`],
    ["another environment", `${basePath}/v1/org/self/team_custom_credentials/staging/us`],
    ["another region", `${basePath}/v1/org/self/team_custom_credentials/sandbox/asia`],
    ["a prefix of its own", `${basePath}/x/v1/org/self/team`],
    ["a second slash", `${basePath}//v1/org/self/team`],
    ["a trailing slash", `${basePath}/v1/org/self/team/`],
    ["another operation", `${basePath}/v1/org/self/webhooks`],
    ["no base path", "/v1/org/self/team"],
    ["a longer base path", `${basePath}s/v1/org/self/team`],
    ["dots out of the base path", `${basePath}/../v1/org/self/team`],
    ["the base path alone", basePath],
  ])("%s is a 404, and not an audit event", async (_, path) => {
    const { handler, api, events } = admin();

    const response = await handler(
      new Request(site + path, { headers: { "sec-fetch-site": "same-origin" } }),
    );

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ detail: expect.stringContaining("basePath") });
    expect([api.requests, events]).toEqual([[], []]);
  });

  test.each([
    ["PUT", listPath, "GET, POST, DELETE"],
    ["HEAD", listPath, "GET, POST, DELETE"],
    ["OPTIONS", listPath, "GET, POST, DELETE"],
    ["GET", preparePath, "POST"],
    ["DELETE", teamsPath, "GET"],
  ])("%s %s is a 405 that lists the methods", async (method, path, allow) => {
    const { send, api } = admin();

    const { status, headers } = await send(path, { method });

    expect([status, headers.get("allow")]).toEqual([405, allow]);
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(api.requests).toEqual([]);
  });

  test.each(["/", "/admin/api.v1", "/%C3%A9"])("the base path may be %s", async (basePath) => {
    const { handler } = admin({ basePath });

    const { status } = await handler(new Request(`${site}${basePath === "/" ? "" : basePath}${teamsPath}`));

    expect(status).toBe(200);
  });
});

describe("operations", () => {
  const requests: Record<OperationName, [path: string, init: RequestInit]> = {
    teams: [teamsPath, {}],
    list: [listPath, {}],
    prepare: [preparePath, posted({ team_id: teamA, provider: "strava" })],
    set: [listPath, posted({ team_id: teamA, provider: "oura", client_id: "id" })],
    delete: [`${listPath}?credential_id=${teamA}`, { method: "DELETE" }],
  };

  test("teams, list and prepare are allowed unless others are named", async () => {
    const { send, api, questions } = admin({ operations: undefined });

    const statuses = [];
    for (const name of everyOperation) statuses.push((await send(...requests[name])).status);

    expect(statuses).toEqual([200, 200, 200, 403, 403]);
    expect(questions.map(({ operation }) => operation)).toEqual(["teams", "list", "prepare"]);
    expect(api.requests.map(({ operation }) => operation)).toEqual(["teams", "list", "prepare"]);
  });

  test.each(everyOperation)("only %s is allowed if it alone is named", async (operation) => {
    const { send } = admin({ operations: [operation] });

    for (const name of everyOperation) {
      const { status } = await send(...requests[name]);
      expect([name, status]).toEqual([name, name === operation ? 200 : 403]);
    }
  });

  test("options that are changed later have no effect", async () => {
    const operations: ("teams" | "set")[] = ["teams"];
    const origins = [site];
    const { send } = admin({ operations, origins });

    operations.push("set");
    origins.push("https://evil.example");

    const { status } = await send(...requests.set);
    const headers = { origin: "https://evil.example", "sec-fetch-site": "same-site" };
    expect(status).toBe(403);
    expect((await send(teamsPath, { headers })).status).toBe(403);
  });
});

describe("bodies", () => {
  const body = { team_id: teamA, provider: "oura", client_id: "id" };
  const limit = 64 * 1024;
  const padded = (bytes: number) => JSON.stringify(body).padEnd(bytes, " ");

  test.each([limit, limit - 1])("%d bytes are accepted", async (bytes) => {
    const { send } = admin();

    expect((await send(listPath, posted(padded(bytes)))).status).toBe(200);
  });

  test("more than 64 KiB is a 413, also without a length", async () => {
    const { send, api } = admin();
    const stream = new Blob([padded(limit + 1)]).stream();

    const whole = await send(listPath, posted(padded(limit + 1)));
    const streamed = await send(listPath, { ...posted(""), body: stream, duplex: "half" } as RequestInit);

    expect([whole.status, streamed.status]).toEqual([413, 413]);
    expect(api.requests).toEqual([]);
  });

  test.each(["application/json", "application/json; charset=utf-8", "Application/JSON"])(
    "%s is accepted",
    async (type) => {
      const { send } = admin();

      expect((await send(listPath, posted(body, { "content-type": type }))).status).toBe(200);
    },
  );

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json-patch+json",
    "text/plain; application/json",
    "",
  ])("the type %s is a 415", async (type) => {
    const { send, api } = admin();

    expect((await send(listPath, posted(body, { "content-type": type }))).status).toBe(415);
    expect(api.requests).toEqual([]);
  });

  test.each([
    ["no JSON", "{", ["body"]],
    ["empty", "", ["body"]],
    ["an array", "[]", ["body"]],
    ["null", "null", ["body"]],
    ["without a team", { provider: "oura" }, ["body", "team_id"]],
    ["with a team that is no uuid", { ...body, team_id: "7" }, ["body", "team_id"]],
    ["with a team in braces", { ...body, team_id: `{${teamA}}` }, ["body", "team_id"]],
    ["with several teams", { ...body, team_id: [teamA] }, ["body", "team_id"]],
    [
      "with a provider that would forge a line of a log",
      { ...body, provider: "oura\nINFO" },
      ["body", "provider"],
    ],
    [
      "with a provider that is a text of any length",
      { ...body, provider: "x".repeat(65) },
      ["body", "provider"],
    ],
    ["with a provider that is no string", { ...body, provider: ["oura"] }, ["body", "provider"]],
  ])("a body that is %s is a 422 before anybody is asked", async (_, content, loc) => {
    const { send, api, questions } = admin();

    const response = await send(listPath, posted(content));

    expect(response.status).toBe(422);
    expect(((await response.json()) as { detail: object[] }).detail).toContainEqual(
      expect.objectContaining({ loc }),
    );
    expect([api.requests, questions]).toEqual([[], []]);
  });

  test("bytes that are no UTF-8 are a 422, and not stored as something else", async () => {
    const { send, api } = admin();
    const head = new TextEncoder().encode(`{"team_id":"${teamA}","provider":"oura","client_secret":"`);
    const bytes = new Uint8Array([...head, 0xff, 0x22, 0x7d]);

    expect((await send(listPath, { ...posted(""), body: bytes })).status).toBe(422);
    expect(api.requests).toEqual([]);
  });

  test("a body that somebody else has read is a 500 that says so", async () => {
    const { handler, api } = admin();
    const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
    const request = new Request(`${site}${basePath}${listPath}`, { ...posted(body), headers });
    await request.text();

    const response = await handler(request);

    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ detail: "the body was read before it reached the proxy" });
    expect(api.requests).toEqual([]);
  });

  test("a body that is nested without end is a 422", async () => {
    const { send } = admin();
    const nested = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;

    const response = await send(listPath, posted(`{"team_id":"${teamA}","provider":"oura","x":${nested}}`));

    expect(response.status).toBe(422);
  });

  test("the last of two equal keys is what is asked for and what is sent", async () => {
    const { send, api, questions } = admin();

    await send(listPath, posted(`{"team_id":"${teamA}","provider":"oura","team_id":"${teamB}"}`));

    expect(questions[0]?.team_ids).toEqual([teamB]);
    expect(api.credentials.at(-1)?.team_id).toBe(teamB);
  });

  test("what the client of the server finds wrong is a 422 with the place", async () => {
    const { send, api } = admin();

    const set = await send(listPath, posted({ ...body, client_secret: 7 }));
    const listed = await send(`${listPath}?provider=fitbitt`);

    const expected = { type: "value_error", msg: expect.stringMatching(/^expected/) };
    expect(await set.json()).toEqual({ detail: [{ ...expected, loc: ["body", "client_secret"] }] });
    expect(await listed.json()).toEqual({ detail: [{ ...expected, loc: ["query", "provider"] }] });
    expect([set.status, listed.status]).toEqual([422, 422]);
    expect(api.requests).toEqual([]);
  });
});

test.each([
  ["a team", `${listPath}?team_id=7`, "GET", ["query", "team_id", 0]],
  ["one of several teams", `${listPath}?team_id=${teamA}&team_id=`, "GET", ["query", "team_id", 1]],
  ["the team of a search", `${teamsPath}?team_id=7`, "GET", ["query", "team_id", 0]],
  ["a region", `${teamsPath}?region=us&region=asia`, "GET", ["query", "region", 1]],
  [
    "an id to delete",
    `${listPath}?credential_id=${teamA}&credential_id=x`,
    "DELETE",
    ["query", "credential_id", 1],
  ],
  ["no id to delete", listPath, "DELETE", ["query", "credential_id"]],
])("%s that is malformed is a 422 with its place", async (_, path, method, loc) => {
  const { send, api } = admin();

  const response = await send(path, { method });

  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({ detail: [expect.objectContaining({ loc })] });
  expect(api.requests).toEqual([]);
});

describe("options", () => {
  const { browser: junction } = admin();
  const right = { junction, basePath, authorize: () => ({}) };

  test.each<[string, object | undefined, string]>([
    ["no options", undefined, "junction"],
    ["no client", { ...right, junction: undefined }, "junction"],
    ["something else as the client", { ...right, junction: {} }, "junction"],
    ["no base path", { ...right, basePath: undefined }, "basePath"],
    ["a relative base path", { ...right, basePath: "api" }, "basePath"],
    ["a URL as the base path", { ...right, basePath: "https://example.com/api" }, "basePath"],
    ["a base path with a query", { ...right, basePath: "/api?x" }, "basePath"],
    ["a base path that begins with two slashes", { ...right, basePath: "//evil.example" }, "basePath"],
    ["an origin with a wildcard", { ...right, origins: ["https://*.example.com"] }, "origins[0]"],
    ["a base path with dots", { ...right, basePath: "/a/../b" }, "basePath"],
    ["no authorize", { ...right, authorize: undefined }, "authorize"],
    ["false as authorize", { ...right, authorize: false }, "authorize"],
    ["an object as authorize", { ...right, authorize: {} }, "authorize"],
    ["no operation", { ...right, operations: [] }, "operations"],
    ["an unknown operation", { ...right, operations: ["list", "remove"] }, "operations[1]"],
    ["an operation of Object", { ...right, operations: ["toString"] }, "operations[0]"],
    ["no origin", { ...right, origins: [] }, "origins"],
    ["an origin with a slash", { ...right, origins: ["https://admin.example.com/"] }, "origins[0]"],
    ["an origin that is a wildcard", { ...right, origins: ["*"] }, "origins[0]"],
    ["the origin null", { ...right, origins: ["null"] }, "origins[0]"],
    ["a string as showSecrets", { ...right, showSecrets: "true" }, "showSecrets"],
    ["a string as onAudit", { ...right, onAudit: "log" }, "onAudit"],
    ["an unknown option", { ...right, authorise: () => ({}) }, "authorise"],
  ])("%s is a RequestError", (_, options, path) => {
    const error = thrownBy(() => managementProxy(options as never));

    expect(error).toBeInstanceOf(RequestError);
    expect((error as RequestError).issues.map(({ path }) => path)).toContain(path);
  });

  test("an option whose getter changes its mind is what it was at first", async () => {
    const answers = [["teams"], ["set"]];
    const options = {
      ...right,
      get operations() {
        return answers.shift();
      },
    };

    const changing = managementProxy(options as never);
    const request = new Request(`${site}${basePath}${listPath}`, {
      ...posted({ team_id: teamA, provider: "oura" }),
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
    });

    expect((await changing(request)).status).toBe(403);
  });

  test("all problems are told at once", () => {
    const error = thrownBy(() => managementProxy({} as never)) as RequestError;

    expect(error.issues.map(({ path }) => path)).toEqual(["junction", "basePath", "authorize"]);
  });
});

test("teams that somebody else made up are no obstacle: ids are compared in lower case", async () => {
  const { browser, questions } = admin({ authorize: () => ({ team_ids: [teamC.toUpperCase()] }) });

  const { credentials } = await browser
    .teamCustomCredentials("sandbox", "us")
    .list({ team_id: [teamC.toUpperCase()] });

  expect(credentials).toHaveLength(2);
  expect(questions[0]?.team_ids).toEqual([teamC]);
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
