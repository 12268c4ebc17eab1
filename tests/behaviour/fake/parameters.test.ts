// Validation of paths and queries by the fake API (422).

import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { absentId, complaints, get, key, origin, remove, teamA } from "./wire.js";

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
