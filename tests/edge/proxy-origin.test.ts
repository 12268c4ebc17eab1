// Requests that another site makes a browser send reach nothing.

import { expect, test } from "vitest";
import { admin, basePath, listPath, posted, preparePath, site, teamA, teamsPath } from "./admin.js";

const other = "https://evil.example";
const sibling = "https://app.example.com";

const reading: [name: string, path: string, init: RequestInit][] = [
  ["GET list", listPath, {}],
  ["GET teams", teamsPath, {}],
];
const writing: [name: string, path: string, init: RequestInit][] = [
  ["POST set", listPath, posted({ team_id: teamA, provider: "oura", client_id: "id" })],
  ["POST prepare", preparePath, posted({ team_id: teamA, provider: "strava" })],
  ["DELETE", `${listPath}?credential_id=${teamA}`, { method: "DELETE" }],
];

type Headers = Record<string, string>;

/** Sends a request with these headers and no others. */
async function statusOf(path: string, init: RequestInit, headers: Headers, origins?: string[], base = site) {
  const made = admin({ origins });
  const request = new Request(`${base}${basePath}${path}`, {
    ...init,
    headers: { ...(init.headers as Headers), ...headers },
  });
  const { status } = await made.handler(request);
  if (status === 403) expect(made.api.requests).toEqual([]);
  return status;
}

const allowedToRead: [string, Headers, string[]?][] = [
  ["a page of the same origin", { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" }],
  ["a person who enters the address", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }],
  ["a program", {}],
  ["an allowed origin of the same site", { "sec-fetch-site": "same-site", origin: sibling }, [site, sibling]],
  ["the same origin behind a server that ends TLS", { "sec-fetch-site": "same-origin", origin: other }],
];
const allowedToWrite: [string, Headers, string[]?][] = [
  ["a page of the same origin", { "sec-fetch-site": "same-origin", origin: site }],
  ["a page of the same origin, in a browser without Sec-Fetch", { origin: site }],
  ["an allowed origin", { origin: site }, [site]],
  ["an allowed origin of the same site", { "sec-fetch-site": "same-site", origin: sibling }, [site, sibling]],
];
const refused: [string, Headers, string[]?][] = [
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["another site, of an allowed origin", { "sec-fetch-site": "cross-site", origin: site }, [site]],
  ["another site and its own, by two headers", { "sec-fetch-site": "cross-site, same-origin" }],
  ["a site of a word that no browser has", { "sec-fetch-site": "Cross-Site" }],
  ["another origin", { origin: other }],
  ["another origin of the same site", { "sec-fetch-site": "same-site", origin: sibling }],
  ["an image of the same site", { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }],
  ["a link of the same site", { "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate" }],
  ["a sandboxed frame", { origin: "null" }],
  ["an origin that is not among those allowed", { origin: sibling }, [site]],
  ["an origin that begins like an allowed one", { origin: `${site}.evil.example` }, [site]],
  ["an allowed origin in upper case", { origin: site.toUpperCase() }, [site]],
  ["an allowed origin with http", { origin: site.replace("https", "http") }, [site]],
  [
    "an origin that a forwarding server names",
    { origin: other, "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
  ],
];

for (const [name, path, init] of [...reading, ...writing]) {
  test.each(refused)(`${name} by %s is refused`, async (_, headers, origins) => {
    expect(await statusOf(path, init, headers, origins)).toBe(403);
  });
}
for (const [name, path, init] of reading) {
  test.each(allowedToRead)(`${name} by %s is answered`, async (_, headers, origins) => {
    expect(await statusOf(path, init, headers, origins)).toBe(200);
  });
}
for (const [name, path, init] of writing) {
  test.each(allowedToWrite)(`${name} by %s is answered`, async (_, headers, origins) => {
    expect(await statusOf(path, init, headers, origins)).toBe(200);
  });

  test.each<[string, Headers]>([
    ["a program", {}],
    ["a person who enters the address", { "sec-fetch-site": "none" }],
    ["a page of the same site", { "sec-fetch-site": "same-site" }],
  ])(`${name} by %s is refused`, async (_, headers) => {
    expect(await statusOf(path, init, headers)).toBe(403);
  });
}

test.each<[string, string | undefined, string[], number]>([
  ["an allowed one", "admin.example.com", [site], 200],
  ["an allowed one in upper case", "Admin.Example.COM", [site], 200],
  ["an allowed one with its default port", "admin.example.com:443", [site], 200],
  ["an allowed one with a port", "localhost:3000", ["http://localhost:3000"], 200],
  ["an address in brackets", "[::1]:3000", ["http://[::1]:3000"], 200],
  ["one of several", "b.example", [site, "https://b.example"], 200],
  ["absent, and the URL has an allowed one", undefined, [site], 200],
  ["absent, and the URL has another", undefined, ["https://b.example"], 403],
  ["another", "rebound.example", [site], 403],
  ["another port", "admin.example.com:8443", [site], 403],
  ["an allowed one as the user", "evil@admin.example.com", [site], 403],
  ["an allowed one with a path", "admin.example.com/x", [site], 403],
  ["an allowed one with a trailing dot", "admin.example.com.", [site], 403],
  ["an allowed one as a part", "admin.example.com.evil.example", [site], 403],
  ["empty", "", [site], 403],
])("with origins, a host that is %s", async (_, host, origins, expected) => {
  const headers: Headers = host === undefined ? {} : { host };

  expect(await statusOf(teamsPath, {}, { ...headers, "sec-fetch-site": "same-origin" }, origins)).toBe(
    expected,
  );
});

test("without origins, any host is answered, since it is the request's own", async () => {
  expect(await statusOf(teamsPath, {}, { host: "rebound.example" })).toBe(200);
});

test("X-Forwarded-Host does not stand for the host", async () => {
  const headers = {
    host: "rebound.example",
    "x-forwarded-host": "admin.example.com",
    forwarded: "host=admin.example.com",
  };

  expect(await statusOf(teamsPath, {}, headers, [site])).toBe(403);
});

test("a refusal by its origin is an audit event without a team, and nobody is asked", async () => {
  const { send, events, questions } = admin();

  const [, path, init] = writing[0] as (typeof writing)[number];
  const response = await send(path, {
    ...init,
    headers: { ...(init.headers as Headers), "sec-fetch-site": "cross-site" },
  });

  expect(await response.json()).toEqual({ detail: "the proxy refuses a request from another site" });
  expect(questions).toEqual([]);
  expect(events).toEqual([
    {
      actor: undefined,
      operation: "set",
      env: "sandbox",
      region: "us",
      team_ids: [],
      provider: undefined,
      outcome: "refused",
      status: 403,
    },
  ]);
});
