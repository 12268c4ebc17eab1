// Arguments of `delete`, valid and invalid.

import { RequestError } from "junction-credentials";
import { fakeManagementApi } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { idOf } from "./bodies.js";
import { managementKey, observed, teamA } from "./observed.js";
import { errorOf } from "./thrown.js";

const outcome = { success: [idOf(1)], failure: [idOf(2)], not_found: [idOf(3)] };

test("delete tells what became of each credential", async () => {
  const { credentials } = observed(() => Response.json(outcome));

  expect(await credentials.delete([idOf(1), idOf(2), idOf(3)])).toEqual(outcome);
});

test("a credential that is deleted is listed no more", async () => {
  const api = fakeManagementApi({
    managementKey,
    credentials: [
      { id: idOf(1), team_id: teamA, source: "fitbit" },
      { id: idOf(2), team_id: teamA, source: "strava" },
    ],
  });
  const { credentials } = observed(() => undefined, { fetch: api.fetch });

  const deleted = await credentials.delete([idOf(1), idOf(3)]);

  expect(deleted).toEqual({ success: [idOf(1)], failure: [], not_found: [idOf(3)] });
  expect((await credentials.list().toArray()).map(({ id }) => id)).toEqual([idOf(2)]);
});

for (const [what, ids, issues] of [
  ["no ids", [], [{ path: "credential_id", message: "expected at least one item" }]],
  ["undefined", undefined, [{ path: "credential_id", message: "expected an array, but it is missing" }]],
  ["null", null, [{ path: "credential_id", message: "expected an array" }]],
  ["an id outside of an array", idOf(1), [{ path: "credential_id", message: "expected an array" }]],
  ["a set", new Set([idOf(1)]), [{ path: "credential_id", message: "expected a JSON value, not a Set" }]],
  ["an id that is undefined", [undefined], [{ path: "credential_id[0]", message: "expected a uuid" }]],
  [
    "ids that are no uuids",
    [idOf(1), "acme", idOf(2), null, 7, `${idOf(1)}&credential_id=${idOf(2)}`],
    [1, 3, 4, 5].map((index) => ({ path: `credential_id[${index}]`, message: "expected a uuid" })),
  ],
  ["a BigInt", [5n], [{ path: "", message: "expected a value without cycles and BigInts" }]],
] as const) {
  test(`ids with mistakes are refused and not sent: ${what}`, async () => {
    const { credentials, requests } = observed(() => Response.json(outcome));

    const error = await errorOf(RequestError, () => credentials.delete(ids as never));

    expect(error.issues).toEqual(issues);
    expect(requests).toHaveLength(0);
  });
}
