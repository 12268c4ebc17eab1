// No secret comes out of the proxy: neither the key nor what `details` hold.

import { inspect } from "node:util";
import { type FetchInit, JunctionError, redact } from "junction-credentials";
import { sampleCredentials } from "junction-credentials/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { admin, listPath, posted, teamA, teamsPath } from "./admin.js";

const canary = "canary-7f3a91c0d5e2";
const key = `mg_${canary}`;

/** The details of each shape that has secrets, and of one that this version does not know. */
const secretDetails = {
  fitbit: {
    fitbit: {
      workout_verify_token: canary,
      sleep_verify_token: canary,
      body_verify_token: canary,
      foods_verify_token: canary,
    },
  },
  polar: { webhook_secret: canary },
  whoop_v2: { webhook_secret_key: canary, new_secret: [canary, { deeper: canary }] },
  google_fit: { unheard_of: { deep: [{ deeper: canary }] } },
} as Record<string, object>;

const timestamps = { created_at: "2026-05-01T10:00:00Z", updated_at: "2026-05-01T10:00:00Z" };
const page = {
  credentials: Object.entries(secretDetails).map(([source, details], index) => ({
    id: `3e8d9f41-90b2-4f86-8d88-00000000000${index}`,
    team_id: teamA,
    source,
    client_id: "id",
    new_top_level_secret: canary,
    details,
    ...timestamps,
  })),
  next_cursor: null,
};

const printed: string[] = [];
beforeAll(() => {
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => printed.push(inspect(values)));
  }
});
afterAll(() => {
  vi.restoreAllMocks();
  expect(printed).toEqual([]);
});

/** Everything that leaves the proxy. */
async function leaving({ responses, events }: ReturnType<typeof admin>): Promise<string> {
  const parts = await Promise.all(
    responses.map(async (response) => [[...response.headers], await response.text(), response.statusText]),
  );
  return inspect([parts, events], { depth: Infinity });
}

describe("with a canary in the key and in every secret field", () => {
  /** What a request has sent: its body and its headers, the key among them. */
  const sent = ({ body, headers }: FetchInit) => JSON.stringify([body ?? null, headers]);
  const issue = (text: string) => ({ loc: ["body"], msg: text, type: "t", input: text, ctx: { text } });
  const answers: Record<string, (url: string, init: FetchInit) => Response | Promise<Response>> = {
    "a page": () => Response.json(page, { headers: { "x-echo": key, "set-cookie": key } }),
    "a credential": () => Response.json(page.credentials[0], { headers: { "x-echo": key } }),
    "a 422 that repeats them": (_, init) => Response.json({ detail: [issue(sent(init))] }, { status: 422 }),
    "a 400 that repeats them": (_, init) => Response.json({ detail: sent(init) }, { status: 400 }),
    "a 403 that repeats them": (_, init) => Response.json({ detail: sent(init) }, { status: 403 }),
    "a 500 that repeats them": (_, init) =>
      Response.json({ detail: { message: sent(init) } }, { status: 500 }),
    "an invalid page": () => Response.json({ credentials: canary, [key]: key }),
    "no JSON": () => new Response(key),
    "a redirect": () =>
      new Response(null, { status: 307, headers: { location: `https://x.example/${key}` } }),
    "an error of the network": () => Promise.reject(new TypeError(`fetch failed: ${key} ${canary}`)),
  };

  test.each(Object.entries(answers))("%s gives away none", async (_, answer) => {
    const made = admin({ client: { managementKey: key, fetch: answer as never } });
    const credentials = made.browser.teamCustomCredentials("sandbox", "us");
    const body = {
      team_id: teamA,
      provider: "fitbit",
      client_id: "id",
      client_secret: canary,
      details: secretDetails.fitbit,
    } as never;

    const thrown: unknown[] = [];
    const calls = [
      () => credentials.list(),
      () => made.browser.teams.list(),
      () => credentials.set(body),
      () => credentials.prepare({ team_id: teamA, provider: "fitbit" }),
      () => credentials.delete([teamA]),
    ];
    for (const call of calls) await Promise.resolve(call()).catch((error: unknown) => thrown.push(error));

    expect(made.responses).toHaveLength(calls.length);
    expect(await leaving(made)).not.toContain(canary);
    expect(thrown.every((error) => error instanceof JunctionError)).toBe(true);
    expect(inspect(thrown, { depth: Infinity })).not.toContain(canary);
  });

  test("a key function that fails gives away none", async () => {
    const managementKey = () => Promise.reject(new Error(key));
    const made = admin({ client: { managementKey } });

    await made.browser.teams.list().catch(() => {});

    expect(made.responses).toHaveLength(1);
    expect(await leaving(made)).not.toContain(canary);
  });

  test("an authorize that fails gives away none", async () => {
    const made = admin({ authorize: () => Promise.reject(new Error(canary)) });

    await made.browser.teams.list().catch(() => {});

    expect(made.responses).toHaveLength(1);
    expect(await leaving(made)).not.toContain(canary);
  });
});

test("details come out as redact makes them, in lists and after a set", async () => {
  const { browser, api } = admin({ api: { credentials: sampleCredentials(60) } });
  const credentials = browser.teamCustomCredentials("sandbox", "us");

  const listed = await credentials.list().toArray({ limit: 100 });
  const set = await credentials.set({
    team_id: teamA,
    provider: "polar",
    client_id: "id",
    client_secret: "s",
    details: { webhook_secret: canary },
  });

  expect(listed).toEqual(api.credentials.slice(0, 60).map((credential) => redact(credential)));
  expect(listed).not.toEqual(api.credentials.slice(0, 60));
  expect(set.details).toEqual({ webhook_secret: "***" });
});

test("they come out in clear with showSecrets", async () => {
  const { browser, api } = admin({ api: { credentials: sampleCredentials(20) }, showSecrets: true });

  const listed = await browser.teamCustomCredentials("sandbox", "us").list().toArray({ limit: 100 });

  expect(listed).toEqual(api.credentials);
});

describe("stars in place of a secret cannot be written back", () => {
  const tokens = { workout_verify_token: "a", sleep_verify_token: "b", body_verify_token: "c" };
  const body = {
    team_id: teamA,
    provider: "fitbit",
    client_id: "id",
    client_secret: "s",
    details: { fitbit: tokens },
  };

  test.each<[string, object, (string | number)[]]>([
    ["the client secret", { ...body, client_secret: "***" }, ["body", "client_secret"]],
    [
      "a secret in details",
      { ...body, details: { fitbit: { ...tokens, body_verify_token: "***" } } },
      ["body", "details", "fitbit", "body_verify_token"],
    ],
    [
      "what this version does not know",
      { ...body, details: { fitbit: tokens, [canary]: { deep: ["x", "***"] } } },
      ["body", "details", "*", "*", 1],
    ],
    ["an unknown key of the body", { ...body, [canary]: "***" }, ["body", "*"]],
  ])("%s", async (_, sent, loc) => {
    const { send, api } = admin();

    const response = await send(listPath, posted(sent));

    const text = await response.text();
    expect(response.status).toBe(422);
    expect(JSON.parse(text).detail).toEqual([expect.objectContaining({ loc })]);
    expect(text).not.toContain(canary);
    expect(api.requests).toEqual([]);
  });

  test.each<[string, object]>([
    ["where nothing is redacted", { ...body, client_id: "***" }],
    ["as a part of a secret", { ...body, client_secret: "a***" }],
  ])("but may be sent %s", async (_, sent) => {
    const { send } = admin();

    expect((await send(listPath, posted(sent))).status).toBe(200);
  });

  test("also where secrets are shown", async () => {
    const { send } = admin({ showSecrets: true });

    expect((await send(listPath, posted({ ...body, client_secret: "***" }))).status).toBe(422);
  });
});

test("a redacted credential is rejected as a whole when it is sent back", async () => {
  const { send, api } = admin({ api: { credentials: sampleCredentials(60) } });
  const page = (await (await send(listPath)).json()) as { credentials: Record<string, unknown>[] };
  const masked = page.credentials.filter((credential) => JSON.stringify(credential.details).includes("***"));

  expect(masked.length).toBeGreaterThan(3);
  for (const { source, team_id, client_id, details } of masked) {
    const { status } = await send(listPath, posted({ provider: source, team_id, client_id, details }));
    expect(status).toBe(422);
  }
  expect(api.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("keys that this version does not know come out of no operation in clear", async () => {
  const strange = { new_key: canary, all_keys: [{ key: canary }] };
  const [credential] = page.credentials;
  const team = { id: teamA, name: "Clinic", created_on: timestamps.created_at, region: "us", ...strange };
  const step = { type: "redirect_uri", key: null, value: "https://x.example", description: null, ...strange };
  const answers: Record<string, object> = {
    teams: { teams: [team], next_cursor: null, ...strange },
    list: { ...page, ...strange },
    set: { ...credential, ...strange },
    prepare: { status: "preparations_required", preparation_steps: [step], ...strange },
    delete: { success: [], failure: [], not_found: [], ...strange },
  };
  const fetch = async (url: string, { method }: FetchInit) => {
    const operation = /\/team$/.test(url) ? "teams" : /prepare/.test(url) ? "prepare" : undefined;
    const other = { GET: "list", POST: "set", DELETE: "delete" }[method];
    return Response.json(answers[operation ?? other ?? ""]);
  };
  const made = admin({ client: { fetch: fetch as never } });
  const credentials = made.browser.teamCustomCredentials("sandbox", "us");

  const teams = await made.browser.teams.list();
  const listed = await credentials.list();
  await credentials.set({ team_id: teamA, provider: "oura", client_id: "id" });
  const prepared = await credentials.prepare({ team_id: teamA, provider: "strava" });
  await credentials.delete([listed.credentials[0]?.id ?? ""]);

  expect(made.responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(await leaving(made)).not.toContain(canary);
  expect(teams.teams[0]?.name).toBe("Clinic");
  expect(prepared.preparation_steps).toEqual([
    { type: "redirect_uri", key: null, value: "https://x.example", description: null },
  ]);
});

test("the teams page has no secret to redact, and comes out as it is", async () => {
  const { send, api } = admin();

  const page = (await (await send(teamsPath)).json()) as { teams: object[] };

  expect(page.teams).toEqual(api.teams);
});
