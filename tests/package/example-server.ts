// What the servers of examples have in common: the callback at /oauth, and the proxy at /api/junction.

import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { type Fetch, JunctionManagement } from "junction-credentials";
import { type FakeManagementApiOptions, sampleCredentials } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { startServer } from "../../examples/demo/server.mjs";
import { clinic, managementKey, orgId, team_id } from "./example.js";

/** The origin of the front end, as in the README files. Requests are sent with its host, whatever the port is. */
export const adminOrigin = "http://localhost:3000";
export const token = "a-token-of-admins";
export const linkToken = `e30.${btoa('{"aud":"https://api.us.junction.com/v2/link"}')}.c2ln`;
export const listPath = "/api/junction/v1/org/self/team_custom_credentials/sandbox/us";
const body = { team_id, provider: "strava", client_id: "12345", client_secret: "a secret" } as const;

/** A started example and the API behind it. */
export interface Server {
  /** Where it listens. */
  url: string;
  /** What it has printed so far. */
  output(): string;
  /** The API behind it. */
  api: Awaited<ReturnType<typeof startApi>>;
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Starts the API, which has credentials with secrets. */
export function startApi(options: FakeManagementApiOptions = {}) {
  const credentials = sampleCredentials(40);
  return startServer({ orgId, managementKey, ...clinic, credentials, ...options });
}

/** Sends a request. Its path is not rewritten, as `fetch` would rewrite it. */
export async function send({ url }: Pick<Server, "url">, path: string, { body, ...init }: Sent = {}) {
  const headers = { host: new URL(adminOrigin).host, ...init.headers };
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path, method: init.method ?? "GET", headers, agent: false });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) };
}

/** Sends a request, and disconnects once it has reached Junction, which does not respond. */
export async function disconnect({ url, api }: Pick<Server, "url" | "api">): Promise<void> {
  const { hostname, port } = new URL(url);
  const headers = { ...ofAdmin, host: new URL(adminOrigin).host };
  const sent = request({ hostname, port, path: listPath, headers, agent: false });
  sent.on("error", () => {});
  sent.end();
  await expect.poll(() => api.requests.length, { timeout: 20_000 }).toBeGreaterThan(0);
  // workerd does not notice a connection that is closed without a reset.
  sent.socket?.resetAndDestroy();
}

/** The headers of a page of the front end. */
export const ofAdmin = {
  authorization: `Bearer ${token}`,
  origin: adminOrigin,
  "content-type": "application/json",
};

/** The client in the browser. */
function browser(server: Server, received: string[]): JunctionManagement {
  const fetch: Fetch = async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url);
    const sent = { method, headers: { ...headers, ...ofAdmin }, ...(body !== undefined && { body }) };
    const { status, text } = await send(server, pathname + search, sent);
    received.push(text);
    return new Response(text, { status });
  };
  return new JunctionManagement({ baseUrl: `${adminOrigin}/api/junction`, fetch });
}

/** The audit events, of which each is a line. */
const eventsIn = (output: string): { operation: string; outcome: string }[] =>
  output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

/** Defines the tests that each server passes. */
export function testServer(server: () => Server): void {
  test("the callback of another provider is a 404", async () => {
    const { status } = await send(server(), `/oauth/oura?code=1&state=${linkToken}`);

    expect(status).toBe(404);
  });

  test("another path is a 404", async () => {
    const { status } = await send(server(), "/api/other", { headers: ofAdmin });

    expect(status).toBe(404);
  });

  test.each<[string, Record<string, string>]>([
    ["no token", {}],
    ["a wrong token", { authorization: `Bearer ${token}x` }],
    ["an empty token", { authorization: "Bearer " }],
    ["another scheme", { authorization: `Basic ${token}` }],
  ])("%s is a 401, and nothing reaches Junction", async (_, headers) => {
    const before = server().api.requests.length;

    const response = await send(server(), listPath, { headers });

    expect(response).toMatchObject({ status: 401, headers: { "www-authenticate": "Bearer" } });
    expect(server().api.requests).toHaveLength(before);
  });

  test("the client in a browser lists, sets, prepares and deletes, and receives no secret", async () => {
    const received: string[] = [];
    const junction = browser(server(), received);
    const credentials = junction.teamCustomCredentials("sandbox", "us");

    const teams = await junction.teams.list();
    const prepared = await credentials.prepare({ team_id, provider: "strava" });
    const set = await credentials.set(body);
    const listed = await credentials.list({ team_id: [team_id] });
    const deleted = await credentials.delete([set.id]);
    const left = await credentials.list({ team_id: [team_id] });
    const all = await credentials.list();

    expect(teams.teams).toContainEqual(expect.objectContaining({ id: team_id }));
    expect(prepared).toBeTypeOf("object");
    expect(set).toMatchObject({ team_id, source: "strava", client_id: "12345" });
    expect(listed.credentials).toEqual([set]);
    expect(deleted.success).toEqual([set.id]);
    expect(left.credentials).toEqual([]);
    // One of the samples contains Fitbit's tokens.
    const fitbit = all.credentials.find(({ details }) => details && "fitbit" in details);
    expect(JSON.stringify(fitbit?.details)).toContain('"***"');
    expect(JSON.stringify(fitbit?.details)).not.toMatch(/:"(?!\*\*\*")/);
    expect(received.join()).not.toMatch(/a secret|mg_/);
  });

  test("a POST from another origin is refused, and nothing reaches Junction", async () => {
    const before = server().api.requests.length;
    const headers = { ...ofAdmin, origin: "http://localhost:3001" };

    const { status } = await send(server(), listPath, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });

    expect(status).toBe(403);
    expect(server().api.requests).toHaveLength(before);
  });

  test("a request for another host is refused", async () => {
    const headers = { authorization: ofAdmin.authorization, host: "evil.example" };

    const { status } = await send(server(), listPath, { headers });

    expect(status).toBe(403);
  });

  test("a malformed body is refused, and neither sent back nor printed", async () => {
    const before = eventsIn(server().output()).length;
    const malformed = `{"client_secret":"a secret",}`;

    const response = await send(server(), listPath, { method: "POST", headers: ofAdmin, body: malformed });
    await send(server(), listPath, { headers: ofAdmin });

    const outcomes = () => eventsIn(server().output()).slice(before);
    await expect.poll(outcomes).toContainEqual(expect.objectContaining({ operation: "list" }));
    expect([400, 422]).toContain(response.status);
    expect(response.text + server().output()).not.toContain("a secret");
  });

  test("prints an audit event for each operation, without a secret", async () => {
    const before = eventsIn(server().output()).length;

    const set = await send(server(), listPath, {
      method: "POST",
      headers: ofAdmin,
      body: JSON.stringify(body),
    });
    const { id } = JSON.parse(set.text);
    await send(server(), `${listPath}?credential_id=${id}`, { method: "DELETE", headers: ofAdmin });
    await send(server(), listPath);

    const events = () => eventsIn(server().output()).slice(before);
    const common = { env: "sandbox", region: "us" };
    const done = { ...common, actor: "admin", team_ids: [team_id], outcome: "done", status: 200 };
    await expect.poll(events, { timeout: 10_000 }).toEqual([
      { ...done, operation: "set", provider: "strava" },
      { ...done, operation: "delete" },
      { ...common, operation: "list", team_ids: "all", outcome: "refused", status: 401 },
    ]);
    expect(server().output()).not.toMatch(/a secret|mg_|a-token/);
  });
}
