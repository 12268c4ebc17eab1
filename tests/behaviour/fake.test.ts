// Pins down how the fake Management API answers raw requests.

import {
  type FakeManagementApi,
  type Fault,
  fakeManagementApi,
  sampleCredentials,
} from "junction-credentials/testing";
import { expect, test } from "vitest";

const origin = "https://api.management.junction.com";
const org = "6f1c2a34-58d7-4b0e-9c61-2f7d0f4b9a10";
const teamA = "0b5a6c1e-6d8f-4c53-9a55-0d0c6a3c8f11";
const teamB = "1c6b7d2f-7e90-4d64-8b66-1e1d7b4d9022";
const absentId = "2d7c8e30-8fa1-4e75-9c77-2f2e8c5ea133";
const credentialsUrl = `${origin}/v1/org/${org}/team_custom_credentials/sandbox/us`;
const prepareUrl = `${origin}/v1/org/${org}/prepare_team_custom_credentials/sandbox/us`;
const key = { "x-management-key": "mg_test" };

const fitbitDetails = {
  fitbit: { workout_verify_token: "w", sleep_verify_token: "s", body_verify_token: "b" },
};

function get(api: FakeManagementApi, query = "", headers: Record<string, string> = key): Promise<Response> {
  return api.fetch(`${credentialsUrl}${query}`, { headers });
}

function post(api: FakeManagementApi, body: unknown, url = credentialsUrl): Promise<Response> {
  return send(api, JSON.stringify(body), url);
}

function send(api: FakeManagementApi, text: string, url = credentialsUrl): Promise<Response> {
  return api.fetch(url, {
    method: "POST",
    headers: { ...key, "content-type": "application/json" },
    body: text,
  });
}

function remove(api: FakeManagementApi, ids: readonly string[]): Promise<Response> {
  const query = ids.map((id) => `credential_id=${encodeURIComponent(id)}`).join("&");
  return api.fetch(`${credentialsUrl}?${query}`, { method: "DELETE", headers: key });
}

// biome-ignore lint/suspicious/noExplicitAny: the tests read JSON whose shape is what they test.
async function json(response: Promise<Response>): Promise<any> {
  return (await response).json();
}

async function complaints(response: Promise<Response>): Promise<unknown[]> {
  expect((await response).status).toBe(422);
  return (await json(response)).detail;
}

async function walk(api: FakeManagementApi, query = ""): Promise<{ ids: string[]; cursors: string[] }> {
  const ids: string[] = [];
  const cursors: string[] = [];
  for (;;) {
    const cursor = cursors.at(-1);
    const page = await json(
      get(api, `?${query}${cursor ? `&next_cursor=${encodeURIComponent(cursor)}` : ""}`),
    );
    ids.push(...page.credentials.map((credential: { id: string }) => credential.id));
    if (page.next_cursor === null) return { ids, cursors };
    cursors.push(page.next_cursor);
  }
}

test("fetch works when it is called detached", async () => {
  const { fetch } = fakeManagementApi();

  const response = await fetch(credentialsUrl, { headers: key });

  expect(response.status).toBe(200);
});

test("fetch takes a URL and a Request", async () => {
  const api = fakeManagementApi();

  const byUrl = await api.fetch(new URL(credentialsUrl), { headers: key });
  const byRequest = await api.fetch(new Request(credentialsUrl, { headers: key }));

  expect([byUrl.status, byRequest.status]).toEqual([200, 200]);
});

test("any origin and any path prefix lead to the API", async () => {
  const api = fakeManagementApi();

  const response = await api.fetch(credentialsUrl.replace(origin, "http://localhost:8080/proxy/management"), {
    headers: key,
  });

  expect(response.status).toBe(200);
});

test("every answer is application/json", async () => {
  const api = fakeManagementApi();

  const responses = await Promise.all([get(api), get(api, "", {}), post(api, {}), api.fetch(origin)]);

  expect(responses.map((response) => response.headers.get("content-type"))).toEqual(
    Array(4).fill("application/json"),
  );
});

test("every request is recorded with its method, URL, query, headers, body and operation", async () => {
  const api = fakeManagementApi();

  await get(api, `?team_id=${teamA}&team_id=${teamB}&next_cursor=%2B`);
  await send(api, "{}");

  expect(api.requests[0]).toMatchObject({
    method: "GET",
    url: `${credentialsUrl}?team_id=${teamA}&team_id=${teamB}&next_cursor=%2B`,
    path: `/v1/org/${org}/team_custom_credentials/sandbox/us`,
    headers: key,
    body: undefined,
    operation: "list",
  });
  expect(api.requests[0]?.query.getAll("team_id")).toEqual([teamA, teamB]);
  expect(api.requests[0]?.query.get("next_cursor")).toBe("+");
  expect(api.requests[1]).toMatchObject({ method: "POST", body: "{}", operation: "set" });
});

test("a request is recorded at once, so that concurrent calls keep their order", () => {
  const api = fakeManagementApi();

  void post(api, {}, prepareUrl);
  void remove(api, []);
  void api.fetch(`${origin}/v1/nothing`);

  expect(api.requests.map((request) => request.operation)).toEqual(["prepare", "delete", undefined]);
});

test("an aborted signal rejects with its reason and sends nothing", async () => {
  const api = fakeManagementApi();
  const reason = new Error("enough");

  const call = api.fetch(credentialsUrl, { headers: key, signal: AbortSignal.abort(reason) });

  await expect(call).rejects.toBe(reason);
  expect(api.requests).toHaveLength(0);
});

test("an abort right after the call rejects with the signal's reason and changes nothing", async () => {
  const api = fakeManagementApi({ credentials: [{ id: absentId, team_id: teamA, source: "oura" }] });
  const controller = new AbortController();

  const call = api.fetch(`${credentialsUrl}?credential_id=${absentId}`, {
    method: "DELETE",
    headers: key,
    signal: controller.signal,
  });
  controller.abort("enough");

  await expect(call).rejects.toBe("enough");
  expect(api.credentials).toHaveLength(1);
});

test("the signal of a Request is honoured", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "stall" }] });
  const controller = new AbortController();

  const call = api.fetch(new Request(credentialsUrl, { headers: key, signal: controller.signal }));
  controller.abort("enough");

  await expect(call).rejects.toBe("enough");
});

test("a request without a key is answered with 401", async () => {
  const response = await get(fakeManagementApi(), "", {});

  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ detail: "Not authenticated" });
});

test("the older key header is accepted too", async () => {
  const response = await get(fakeManagementApi(), "", { "x-vital-org-key": "mg_test" });

  expect(response.status).toBe(200);
});

test("a team's key is answered with 401", async () => {
  const api = fakeManagementApi();

  const responses = [
    await get(api, "", { "x-management-key": "sk_us_1" }),
    await get(api, "", { "x-management-key": "pk_eu_1" }),
  ];

  expect(responses.map((response) => response.status)).toEqual([401, 401]);
});

test("with managementKey set, only that key is accepted", async () => {
  const api = fakeManagementApi({ managementKey: "mg_right" });

  const right = await get(api, "", { "x-management-key": "mg_right" });
  const wrong = await get(api, "", { "x-management-key": "mg_wrong" });

  expect([right.status, wrong.status]).toEqual([200, 401]);
  expect(await wrong.json()).toEqual({ detail: "Invalid management key" });
});

test("an unknown path is answered with 404", async () => {
  const response = await fakeManagementApi().fetch(`${origin}/v1/org/${org}/constructor/sandbox/us`, {
    headers: key,
  });

  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ detail: "Not Found" });
});

test("a path that is not properly encoded is looked at as it is", async () => {
  const url = credentialsUrl.replace("sandbox", "%zz");

  const detail = await complaints(fakeManagementApi().fetch(url, { headers: key }));

  expect(detail).toMatchObject([{ type: "enum", loc: ["path", "env"], input: "%zz" }]);
});

test("with orgId set, another organization is answered with 404", async () => {
  const responses = [
    await get(fakeManagementApi({ orgId: org.toUpperCase() })),
    await get(fakeManagementApi({ orgId: teamA })),
  ];

  expect(responses.map((response) => response.status)).toEqual([200, 404]);
});

test("a known path with another method is answered with 405 and the methods it allows", async () => {
  const api = fakeManagementApi();

  const patched = await api.fetch(credentialsUrl, { method: "PATCH", headers: key });
  const got = await api.fetch(prepareUrl, { headers: key });
  const headed = await api.fetch(credentialsUrl, { method: "HEAD", headers: key });

  expect([patched.status, patched.headers.get("allow")]).toEqual([405, "GET, POST, DELETE"]);
  expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  expect(await got.json()).toEqual({ detail: "Method Not Allowed" });
  expect([headed.status, await headed.text()]).toEqual([405, ""]);
});

test("wrong path parameters are complained about one by one", async () => {
  const url = `${origin}/v1/org/nope/team_custom_credentials/dev/ap`;

  const detail = await complaints(fakeManagementApi().fetch(url, { headers: key }));

  expect(detail).toEqual([
    {
      type: "uuid_parsing",
      loc: ["path", "org_id"],
      msg: "Input should be a valid UUID, invalid character: found `n` at 0",
      input: "nope",
      ctx: { error: "invalid character: found `n` at 0" },
    },
    {
      type: "enum",
      loc: ["path", "env"],
      msg: "Input should be 'production' or 'sandbox'",
      input: "dev",
      ctx: { expected: "'production' or 'sandbox'" },
    },
    {
      type: "literal_error",
      loc: ["path", "region"],
      msg: "Input should be 'us' or 'eu'",
      input: "ap",
      ctx: { expected: "'us' or 'eu'" },
    },
  ]);
});

test("a wrong query parameter is complained about with its position", async () => {
  const detail = await complaints(get(fakeManagementApi(), `?team_id=${teamA}&team_id=12-34`));

  expect(detail).toMatchObject([
    {
      type: "uuid_parsing",
      loc: ["query", "team_id", 1],
      msg: "Input should be a valid UUID, invalid group count: expected 5, found 2",
    },
  ]);
});

for (const [id, error] of [
  ["", "invalid length: found 0"],
  [absentId.replaceAll("-", "").slice(1), "invalid length: found 31"],
  [`${absentId} `, "invalid character: found ` ` at 36"],
  ["urn:uuid:é", "invalid character: found `é` at 9"],
  ["{}", "invalid group count: expected 5, found 1"],
  [absentId.slice(1), "invalid group length in group 0: expected 8, found 7"],
  [`${absentId}0`, "invalid group length in group 4: expected 12, found 13"],
] as const) {
  test(`"${id}" is no uuid, and the complaint says why`, async () => {
    const detail = await complaints(remove(fakeManagementApi(), [id]));

    expect(detail).toMatchObject([{ type: "uuid_parsing", input: id, ctx: { error } }]);
  });
}

test("a provider that cannot be listed is complained about once for each group of providers", async () => {
  const detail = await complaints(get(fakeManagementApi(), "?provider=whoop"));

  expect(detail).toMatchObject([
    { type: "enum", loc: ["query", "provider", "str-enum[OAuthProviders]"], input: "whoop" },
    { type: "enum", loc: ["query", "provider", "str-enum[Labs]"], input: "whoop" },
    { type: "literal_error", loc: ["query", "provider", "literal['freestyle_libre']"], input: "whoop" },
  ]);
});

test("unknown query parameters are ignored", async () => {
  const response = await get(fakeManagementApi(), "?limit=5&team_ids=x");

  expect(response.status).toBe(200);
});

test("a delete without ids is complained about", async () => {
  const detail = await complaints(remove(fakeManagementApi(), []));

  expect(detail).toEqual([
    { type: "missing", loc: ["query", "credential_id"], msg: "Field required", input: null },
  ]);
});

test("a missing body is complained about", async () => {
  const detail = await complaints(
    fakeManagementApi().fetch(credentialsUrl, { method: "POST", headers: key }),
  );

  expect(detail).toEqual([{ type: "missing", loc: ["body"], msg: "Field required", input: null }]);
});

for (const [text, position, error] of [
  ["{", 1, "Expecting property name enclosed in double quotes"],
  ['{"a" 1}', 5, "Expecting ':' delimiter"],
  ['{"a":}', 5, "Expecting value"],
  ['{"a":1 "b":2}', 7, "Expecting ',' delimiter"],
  ["[1 2]", 3, "Expecting ',' delimiter"],
  ["[1,]", 3, "Expecting value"],
  ["[[], {}", 7, "Expecting ',' delimiter"],
  ['"é😀" x', 5, "Extra data"],
  ['"abc', 0, "Unterminated string starting at"],
  ['"a\nb"', 2, "Invalid control character at"],
  ['"\\x"', 1, "Invalid \\escape"],
  ['"\\u12g4"', 2, "Invalid \\uXXXX escape"],
] as const) {
  test(`a body that is no JSON is complained about where it stops being JSON: ${text}`, async () => {
    const detail = await complaints(send(fakeManagementApi(), text));

    expect(detail).toEqual([
      { type: "json_invalid", loc: ["body", position], msg: "JSON decode error", input: {}, ctx: { error } },
    ]);
  });
}

test("what is JSON before the error is passed over", async () => {
  const text = '{"a":[true,false,null,-1.5e+3,{}],"b":"\\n\\u00e9", }';

  const detail = await complaints(send(fakeManagementApi(), text));

  expect(detail).toMatchObject([{ type: "json_invalid", loc: ["body", text.length - 1] }]);
});

test("a body that is not declared as JSON is taken for a string", async () => {
  const detail = await complaints(
    fakeManagementApi().fetch(credentialsUrl, { method: "POST", headers: key, body: "{}" }),
  );

  expect(detail).toMatchObject([{ type: "model_attributes_type", loc: ["body"], input: "{}" }]);
});

test("a missing field is complained about with the whole body, secret included", async () => {
  const body = { provider: "oura", client_secret: "not-a-secret" };

  const detail = await complaints(post(fakeManagementApi(), body));

  expect(detail).toEqual([{ type: "missing", loc: ["body", "team_id"], msg: "Field required", input: body }]);
});

test("wrong fields are complained about all together, by type and with what was sent", async () => {
  const body = { team_id: 5, provider: "nope", client_id: 7, client_secret: ["x"] };

  const detail = await complaints(post(fakeManagementApi(), body));

  expect(detail).toMatchObject([
    { type: "uuid_type", loc: ["body", "team_id"], input: 5 },
    { type: "enum", loc: ["body", "provider", "str-enum[Providers]"] },
    { type: "enum", loc: ["body", "provider", "str-enum[Labs]"] },
    { type: "enum", loc: ["body", "provider", "str-enum[LabsProviders]"] },
    { type: "enum", loc: ["body", "provider", "str-enum[AppointmentProvider]"] },
    { type: "string_type", loc: ["body", "client_id"], msg: "Input should be a valid string", input: 7 },
    { type: "string_type", loc: ["body", "client_secret"], input: ["x"] },
  ]);
});

test("a body that is no object is complained about", async () => {
  const detail = await complaints(post(fakeManagementApi(), ["x"]));

  expect(detail).toEqual([
    {
      type: "model_attributes_type",
      loc: ["body"],
      msg: "Input should be a valid dictionary or object to extract fields from",
      input: ["x"],
    },
  ]);
});

test("details that fit no shape are complained about once for each shape, by the name of the shape", async () => {
  const details = { project_number: "1", service_account_email: "a@example.com", bioreference: [] };

  const detail = await complaints(post(fakeManagementApi(), { team_id: teamA, provider: "oura", details }));

  expect(detail).toHaveLength(15);
  expect(detail).toContainEqual({
    type: "missing",
    loc: ["body", "details", "FitbitTeamProviderDetails", "fitbit"],
    msg: "Field required",
    input: details,
  });
  expect(detail).toContainEqual({
    type: "extra_forbidden",
    loc: ["body", "details", "GoogleHealthTeamProviderDetails", "bioreference"],
    msg: "Extra inputs are not permitted",
    input: [],
  });
  expect(detail).toContainEqual({
    type: "dict_type",
    loc: ["body", "details", "BioReferenceProviderDetails", "bioreference"],
    msg: "Input should be a valid dictionary",
    input: [],
  });
});

test("what is wrong deep inside details is complained about with its full path", async () => {
  const details = {
    fitbit: { ...fitbitDetails.fitbit, is_hr_enabled: [], foods_verify_token: 1 },
    getlabs: { webhook_secret_key: "k" },
    data_scopes: "steps",
    allowed_billing_types: ["cash"],
    disallowed_billing_states: { cash: ["NY", 2] },
  };

  const detail = await complaints(post(fakeManagementApi(), { team_id: teamA, provider: "oura", details }));

  const at = ["body", "details"];
  const quest = [...at, "QuestProviderDetails"];
  const boolean = { type: "bool_type", loc: [...at, "FitbitTeamProviderDetails", "fitbit", "is_hr_enabled"] };
  const list = { type: "list_type", loc: [...at, "GoogleFitTeamProviderDetails", "data_scopes"] };
  const item = { type: "literal_error", loc: [...quest, "allowed_billing_types", 0] };
  const name = { type: "literal_error", loc: [...quest, "disallowed_billing_states", "cash", "[key]"] };
  const token = {
    type: "missing",
    loc: [...at, "GetLabsTeamProviderDetails", "getlabs", "webhook_secret_token"],
  };
  const state = { type: "string_type", loc: [...quest, "disallowed_billing_states", "cash", 1] };
  for (const expected of [boolean, list, token, item, name, state]) {
    expect(detail).toContainEqual(expect.objectContaining(expected));
  }
});

test("a boolean is not read out of a text", async () => {
  const details = { fitbit: { ...fitbitDetails.fitbit, is_hr_enabled: "maybe" } };

  const detail = await complaints(post(fakeManagementApi(), { team_id: teamA, provider: "fitbit", details }));

  expect(detail[0]).toMatchObject({ type: "bool_parsing", input: "maybe" });
});

test("a map that is no object is complained about", async () => {
  const details = { quest: {}, disallowed_billing_states: ["NY"] };

  const detail = await complaints(post(fakeManagementApi(), { team_id: teamA, provider: "quest", details }));

  expect(detail).toContainEqual({
    type: "dict_type",
    loc: ["body", "details", "QuestProviderDetails", "disallowed_billing_states"],
    msg: "Input should be a valid dictionary",
    input: ["NY"],
  });
});

test("unknown keys of a body are accepted", async () => {
  const response = await post(fakeManagementApi(), {
    team_id: teamA,
    provider: "oura",
    from_next_year: true,
  });

  expect(response.status).toBe(200);
});

for (const surplus of [
  { client_secret: "not-a-secret" },
  { details: fitbitDetails },
  { redirect_url_override: "https://team.example.com" },
]) {
  test(`freestyle_libre takes nothing besides client_id, not ${Object.keys(surplus)}`, async () => {
    const body = { team_id: teamA, provider: "freestyle_libre", client_id: "practice", ...surplus };

    const detail = await complaints(post(fakeManagementApi(), body));

    expect(detail).toMatchObject([{ type: "value_error", loc: ["body"], input: body }]);
  });
}

test("freestyle_libre takes client_id, and null for the rest", async () => {
  const body = { team_id: teamA, provider: "freestyle_libre", client_id: "practice", client_secret: null };

  const credential = await json(post(fakeManagementApi(), body));

  expect(credential).toMatchObject({
    source: "freestyle_libre",
    client_id: "practice",
    client_secret_hash: null,
  });
});

test("a seed is listed with everything it lacks, in the order that the API declares", async () => {
  const now = () => new Date("2026-05-01T10:00:00.123Z");
  const api = fakeManagementApi({ credentials: [{ team_id: teamA, source: "oura" }], now });

  const { credentials, next_cursor } = await json(get(api));

  expect(next_cursor).toBeNull();
  expect(Object.entries(credentials[0])).toEqual([
    ["id", expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)],
    ["client_id", null],
    ["client_secret_hash", null],
    ["source", "oura"],
    ["team_id", teamA],
    ["created_at", "2026-05-01T10:00:00.123000+00:00"],
    ["updated_at", "2026-05-01T10:00:00.123000+00:00"],
    ["details", null],
    ["app_url", null],
    ["redirect_url_override", null],
  ]);
});

test("a seed keeps what it has, known to the API or not", async () => {
  const extra = { next_year: [1] };
  const seed = { team_id: teamA, source: "brand_new", details: { from_next_year: 1 }, ...extra };
  const api = fakeManagementApi({ credentials: [seed] });

  const { credentials } = await json(get(api));

  expect(credentials[0]).toMatchObject(seed);
});

test("pages hold fifty credentials unless told otherwise", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(51) });

  const { credentials } = await json(get(api));

  expect(credentials).toHaveLength(50);
});

test("cursors lead through every credential once, in order of insertion", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(7), pageSize: 3 });

  const { ids, cursors } = await walk(api);

  expect(ids).toEqual(api.credentials.map((credential) => credential.id));
  expect(new Set(cursors).size).toBe(2);
});

test("a last page that is full carries no cursor", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(4), pageSize: 4 });

  const { next_cursor } = await json(get(api));

  expect(next_cursor).toBeNull();
});

test("a listing of nothing is one empty page", async () => {
  const page = await json(get(fakeManagementApi()));

  expect(page).toEqual({ credentials: [], next_cursor: null });
});

test("every cursor holds characters that a query must encode", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(30), pageSize: 1 });

  const { cursors } = await walk(api);

  expect(cursors).toHaveLength(29);
  for (const cursor of cursors) expect(cursor).toMatch(/(?=.*\+)(?=.*\/)(?=.*=)/);
});

test("a cursor that is not encoded, forged or of another region is answered with 400", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(2), pageSize: 1 });
  const { next_cursor } = await json(get(api));
  const encoded = encodeURIComponent(next_cursor);

  const responses = [
    await get(api, `?next_cursor=${next_cursor}`),
    await get(api, "?next_cursor=1"),
    await api.fetch(`${credentialsUrl.replace(/us$/, "eu")}?next_cursor=${encoded}`, { headers: key }),
  ];

  expect(responses.map((response) => response.status)).toEqual([400, 400, 400]);
  expect(await responses[0]?.json()).toEqual({ detail: "Invalid next_cursor" });
});

test("a cursor can be used again", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(3), pageSize: 1 });
  const { next_cursor } = await json(get(api));
  const query = `?next_cursor=${encodeURIComponent(next_cursor)}`;

  const pages = [await json(get(api, query)), await json(get(api, query))];

  expect(pages[0]).toEqual(pages[1]);
});

test("deleting what was listed makes no later page skip anything", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(4), pageSize: 2 });
  const [first, second, third, fourth] = api.credentials.map((credential) => credential.id);
  const { next_cursor } = await json(get(api));

  await remove(api, [first ?? "", second ?? ""]);
  const page = await json(get(api, `?next_cursor=${encodeURIComponent(next_cursor)}`));

  expect(page.credentials.map((credential: { id: string }) => credential.id)).toEqual([third, fourth]);
});

test("list filters by one team and by several, however the uuid is spelled", async () => {
  const credentials = [teamA, teamB, absentId].map((team_id) => ({ team_id, source: "oura" as const }));
  const api = fakeManagementApi({ credentials });

  const one = await walk(api, `team_id=${teamB.toUpperCase()}`);
  const two = await walk(api, `team_id=${teamA}&team_id=${teamB.replaceAll("-", "")}`);

  const [a, b] = api.credentials.map((credential) => credential.id);
  expect(one.ids).toEqual([b]);
  expect(two.ids).toEqual([a, b]);
});

test("list filters by provider, across pages", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(200), pageSize: 2 });

  const { ids } = await walk(api, "provider=labcorp");

  const labcorp = api.credentials.filter((credential) => credential.source === "labcorp");
  expect(ids).toEqual(labcorp.map((credential) => credential.id));
  expect(ids.length).toBeGreaterThan(2);
});

test("a page of no credentials is refused when the fake is made", () => {
  expect(() => fakeManagementApi({ pageSize: 0 })).toThrow(RangeError);
});

test("set answers with the credential, and null for what was not given", async () => {
  const api = fakeManagementApi({ now: () => new Date("2026-05-01T10:00:00Z") });

  const credential = await json(post(api, { team_id: teamA, provider: "oura" }));

  expect(Object.entries(credential)).toEqual([
    ["id", expect.any(String)],
    ["client_id", null],
    ["client_secret_hash", null],
    ["source", "oura"],
    ["team_id", teamA],
    ["created_at", "2026-05-01T10:00:00.000000+00:00"],
    ["updated_at", "2026-05-01T10:00:00.000000+00:00"],
    ["details", null],
    ["app_url", null],
    ["redirect_url_override", null],
  ]);
});

test("set keeps a hash of the client secret and never the secret", async () => {
  const api = fakeManagementApi();

  const body = { team_id: teamA, provider: "oura", client_id: "app", client_secret: "not-a-secret" };
  const text = await (await post(api, body)).text();

  expect(JSON.parse(text).client_secret_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(text + JSON.stringify(api.credentials)).not.toContain("not-a-secret");
});

test("different client secrets have different hashes", async () => {
  const api = fakeManagementApi();

  const one = await json(post(api, { team_id: teamA, provider: "oura", client_secret: "one" }));
  const two = await json(post(api, { team_id: teamA, provider: "oura", client_secret: "two" }));

  expect(one.client_secret_hash).not.toBe(two.client_secret_hash);
});

test("set answers with the details that it was given", async () => {
  const details = { quest: { account: 1 }, allowed_billing_types: ["client_bill"] };

  const credential = await json(post(fakeManagementApi(), { team_id: teamA, provider: "quest", details }));

  expect(credential.details).toEqual(details);
});

test("set fills in that heart rate is not enabled", async () => {
  const body = { team_id: teamA, provider: "fitbit", details: fitbitDetails };

  const credential = await json(post(fakeManagementApi(), body));

  expect(credential.details).toEqual({ fitbit: { is_hr_enabled: false, ...fitbitDetails.fitbit } });
});

test("set over a credential of the same team and provider keeps its id and creation date", async () => {
  const now = () => new Date("2026-05-01T10:00:00Z");
  const api = fakeManagementApi({ credentials: [{ team_id: teamA, source: "oura", client_id: "old" }], now });
  const before = api.credentials[0];

  const after = await json(post(api, { team_id: teamA.toUpperCase(), provider: "oura", client_id: "new" }));

  expect(after).toMatchObject({ id: before?.id, created_at: before?.created_at, client_id: "new" });
  expect(api.credentials).toEqual([after]);
});

for (const [before, after] of [
  ["2026-04-30T10:00:00+00:00", "2026-05-01T10:00:00.000000+00:00"],
  ["2026-05-01T10:00:00+00:00", "2026-05-01T10:00:00.001000+00:00"],
  ["2026-05-01T10:00:00.000900", "2026-05-01T10:00:00.001000+00:00"],
  ["2027-01-01T00:00:00Z", "2027-01-01T00:00:00.001000+00:00"],
] as const) {
  test(`set over a credential of ${before} makes updated_at strictly later, whatever the clock says`, async () => {
    const now = () => new Date("2026-05-01T10:00:00Z");
    const seed = { team_id: teamA, source: "oura" as const, updated_at: before };
    const api = fakeManagementApi({ credentials: [seed], now });

    const { updated_at } = await json(post(api, { team_id: teamA, provider: "oura" }));

    expect(updated_at).toBe(after);
  });
}

test("set over a credential leaves its place in the listing", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(3) });
  const second = api.credentials[1];

  await post(api, { team_id: second?.team_id, provider: second?.source });
  const { ids } = await walk(api);

  expect(ids).toEqual(sampleCredentials(3).map(({ id }) => id));
});

test("set for another team or another provider adds a credential", async () => {
  const api = fakeManagementApi({ credentials: [{ team_id: teamA, source: "oura" }] });

  await post(api, { team_id: teamB, provider: "oura" });
  await post(api, { team_id: teamA, provider: "strava" });

  expect(api.credentials.map(({ team_id, source }) => [team_id, source])).toEqual([
    [teamA, "oura"],
    [teamB, "oura"],
    [teamA, "strava"],
  ]);
});

test("delete tells what it deleted from what it did not find, each id once", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(3) });
  const [first = "", second] = api.credentials.map((credential) => credential.id);

  const outcome = await json(remove(api, [first, absentId, first.toUpperCase(), absentId]));

  expect(outcome).toEqual({ success: [first], failure: [], not_found: [absentId] });
  expect(api.credentials[0]?.id).toBe(second);
});

const stepKeys = ["type", "key", "value", "description"];

for (const { provider, types } of [
  { provider: "strava", types: ["redirect_uri"] },
  { provider: "fitbit", types: ["redirect_uri", ...Array(4).fill("webhook_uri")] },
  { provider: "google_health", types: ["redirect_uri", "iam_principal"] },
]) {
  test(`prepare for ${provider} answers with the steps to take`, async () => {
    const answer = await json(post(fakeManagementApi(), { team_id: teamA, provider }, prepareUrl));

    expect(answer.status).toBe("preparations_required");
    expect(answer.preparation_steps.map((step: { type: string }) => step.type)).toEqual(types);
    for (const step of answer.preparation_steps) expect(Object.keys(step)).toEqual(stepKeys);
  });
}

test("prepare for a laboratory answers that there is nothing to do", async () => {
  const answer = await json(post(fakeManagementApi(), { team_id: teamA, provider: "quest" }, prepareUrl));

  expect(answer).toEqual({ status: "no_action_needed", preparation_steps: [] });
});

test("prepare knows fewer providers than set", async () => {
  const detail = await complaints(
    post(fakeManagementApi(), { team_id: teamA, provider: "twilio" }, prepareUrl),
  );

  expect(detail).toMatchObject([
    { loc: ["body", "provider", "str-enum[Providers]"] },
    { loc: ["body", "provider", "str-enum[Labs]"] },
  ]);
});

test("each environment and region has credentials of its own", async () => {
  const api = fakeManagementApi({ credentials: sampleCredentials(2), env: "production", region: "eu" });
  const europe = credentialsUrl.replace("sandbox/us", "production/eu");

  await post(api, { team_id: teamA, provider: "oura" });
  const elsewhere = await json(get(api));
  const home = await json(api.fetch(europe, { headers: key }));

  expect(elsewhere.credentials).toHaveLength(1);
  expect(home.credentials).toEqual(api.credentials);
});

test("credentials is the live store: what a test puts there is listed", async () => {
  const api = fakeManagementApi();

  api.credentials.push(...sampleCredentials(2));
  const { credentials } = await json(get(api));

  expect(credentials).toEqual(sampleCredentials(2));
});

test("a status fault answers with its status, Retry-After and body", async () => {
  const api = fakeManagementApi({
    faults: [{ kind: "status", status: 429, retryAfter: "2", body: "<html>busy</html>" }],
  });

  const response = await get(api);

  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(await response.text()).toBe("<html>busy</html>");
});

test("a status fault has a JSON body unless it is given one or allowed none", async () => {
  const api = fakeManagementApi({
    faults: [
      { kind: "status", status: 503 },
      { kind: "status", status: 204 },
    ],
  });

  const unavailable = await get(api);
  const empty = await get(api);

  expect(await unavailable.json()).toEqual({ detail: expect.any(String) });
  expect([empty.status, await empty.text()]).toEqual([204, ""]);
});

test("a fault is used up, and the next request is answered", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "status", status: 500 }] });

  const statuses = [(await get(api)).status, (await get(api)).status];

  expect(statuses).toEqual([500, 200]);
  expect(api.faults).toEqual([]);
});

test("a fault with times is met as often, and the caller's object stays as it is", async () => {
  const fault: Fault = { kind: "status", status: 500, times: 2 };
  const api = fakeManagementApi({ faults: [fault] });

  const statuses = [(await get(api)).status, (await get(api)).status, (await get(api)).status];

  expect(statuses).toEqual([500, 500, 200]);
  expect(fault.times).toBe(2);
});

test("a fault for an operation waits for that operation", async () => {
  const api = fakeManagementApi();
  api.faults.push({ kind: "status", status: 503, operation: "set" }, { kind: "status", status: 500 });

  const list = await get(api);
  const set = await post(api, { team_id: teamA, provider: "oura" });

  expect([list.status, set.status]).toEqual([500, 503]);
});

test("a request that meets a fault is recorded and changes nothing", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "status", status: 500 }] });

  await post(api, { team_id: teamA, provider: "oura" });

  expect(api.requests).toMatchObject([{ operation: "set" }]);
  expect(api.credentials).toEqual([]);
});

test("an executed fault loses the answer only", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "network", executed: true }] });

  await expect(post(api, { team_id: teamA, provider: "oura" })).rejects.toThrow(TypeError);

  expect(api.credentials).toMatchObject([{ team_id: teamA, source: "oura" }]);
});

test("a network fault rejects with a TypeError, as fetch does", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "network" }] });

  await expect(get(api)).rejects.toThrow(TypeError);
});

test("a stall answers nothing until it is aborted", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "stall" }] });
  const controller = new AbortController();

  const call = api.fetch(credentialsUrl, { headers: key, signal: controller.signal });
  const first = await Promise.race([call, new Promise((resolve) => setTimeout(resolve, 20, "silence"))]);
  controller.abort("enough");

  expect(first).toBe("silence");
  await expect(call).rejects.toBe("enough");
});

test("a stalled body begins and then waits until it is aborted", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "stall-body" }] });
  const controller = new AbortController();

  const response = await api.fetch(credentialsUrl, { headers: key, signal: controller.signal });
  const reader = response.body?.getReader();
  const begun = await reader?.read();
  const rest = reader?.read();
  controller.abort("enough");

  expect([response.status, begun?.done]).toEqual([200, false]);
  await expect(rest).rejects.toBe("enough");
});

test("a stalled body can be given up without a signal", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "stall-body" }] });

  const response = await get(api);

  await expect(response.body?.cancel()).resolves.toBeUndefined();
});

test("broken JSON comes with status 200 and cannot be parsed", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "broken-json" }] });

  const response = await get(api);

  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/json"]);
  await expect(response.json()).rejects.toThrow();
});

const elsewhere: Fault = { kind: "redirect", location: "https://elsewhere.example/v1/stolen" };

test("a redirect that is not followed is a 307 with its location", async () => {
  const api = fakeManagementApi({ faults: [elsewhere] });

  const response = await api.fetch(credentialsUrl, { headers: key, redirect: "manual" });

  expect([response.status, response.headers.get("location")]).toEqual([
    307,
    "https://elsewhere.example/v1/stolen",
  ]);
  expect(api.requests).toHaveLength(1);
});

test("a redirect that is followed takes the key and the body to the other origin, as fetch does", async () => {
  const api = fakeManagementApi({ faults: [elsewhere] });

  const response = await send(api, '{"client_secret":"not-a-secret"}');

  expect(response.status).toBe(404);
  expect(api.requests[1]).toMatchObject({
    method: "POST",
    url: "https://elsewhere.example/v1/stolen",
    headers: key,
    body: '{"client_secret":"not-a-secret"}',
  });
});

test("a relative redirect that is followed stays at the same origin", async () => {
  const api = fakeManagementApi({ faults: [{ kind: "redirect", location: "?provider=oura" }] });

  const response = await get(api);

  expect(response.status).toBe(200);
  expect(api.requests[1]?.url).toBe(`${credentialsUrl}?provider=oura`);
});

test("a redirect rejects with a TypeError when the caller forbids it or it never ends", async () => {
  const api = fakeManagementApi({ faults: [{ ...elsewhere, times: Number.POSITIVE_INFINITY }] });

  await expect(api.fetch(credentialsUrl, { headers: key, redirect: "error" })).rejects.toThrow(TypeError);
  await expect(get(api)).rejects.toThrow(TypeError);
});

test("samples are the same every time, and a longer list begins as a shorter one of as many teams", () => {
  const samples = sampleCredentials(30, { teams: 5 });

  expect(samples).toEqual(sampleCredentials(30, { teams: 5 }));
  expect(samples.slice(0, 12)).toEqual(sampleCredentials(12, { teams: 5 }));
});

test("the first eleven samples have the eleven details shapes", () => {
  const marks = [
    "fitbit",
    "data_scopes",
    "project_number",
    "bioreference",
    "labcorp",
    "quest",
    "webhook_secret",
  ];
  marks.push("getlabs", "phlebfinders", "client", "sending_facility");

  const samples = sampleCredentials(11);

  expect(samples.map(({ details }) => marks.findIndex((mark) => mark in (details ?? {})))).toEqual(
    marks.map((_, index) => index),
  );
});

for (const count of [250, 5000]) {
  test(`${count} samples have ids, team and provider of their own`, async () => {
    const samples = sampleCredentials(count);

    expect(new Set(samples.map(({ id }) => id)).size).toBe(count);
    expect(new Set(samples.map(({ team_id, source }) => `${team_id} ${source}`)).size).toBe(count);
  });
}

test("250 samples belong to ten teams and to every source", () => {
  const samples = sampleCredentials(250);

  expect(new Set(samples.map(({ team_id }) => team_id)).size).toBe(10);
  expect(new Set(samples.map(({ source }) => source)).size).toBeGreaterThan(60);
});

test("every sample can be set as it is, apart from sources that only answers know", async () => {
  const api = fakeManagementApi();
  const samples = sampleCredentials(100).filter(({ source }) => source !== "hint_health");

  for (const { team_id, source, client_id = null, details = null } of samples) {
    const credential = await json(post(api, { team_id, provider: source, client_id, details }));

    expect(credential).toMatchObject({ team_id, source, client_id, details });
  }
});
