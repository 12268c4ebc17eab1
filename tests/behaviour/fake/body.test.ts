// Validation of bodies by the fake API (422).

import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { complaints, credentialsUrl, fitbitDetails, json, key, post, send, teamA } from "./wire.js";

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
