// Values from another realm are treated like values from the client's realm.

import { runInNewContext } from "node:vm";
import { NetworkError, RequestError } from "junction-credentials";
import { expect, test } from "vitest";
import { page } from "../behaviour/bodies.js";
import { observed, teamA } from "../behaviour/observed.js";
import { errorOf } from "../behaviour/thrown.js";

/**
 * Evaluates a value in a new realm. There, `response` has a page in a buffer, and `rest` contains the pieces of its
 * stream.
 */
function elsewhere(value: string): unknown {
  const text = JSON.stringify(page([1]));
  const given = `const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const rest = [bytes];
    const response = { status: 200, headers: { get: () => null }, arrayBuffer: async () => bytes.buffer };`;
  return runInNewContext(`${given} (${value})`, { text });
}

const stream = "{ getReader: () => ({ read: async () => ({ done: !rest.length, value: rest.pop() }) }) }";

for (const [what, response] of [
  ["a buffer", "response"],
  ["a promise", "Promise.resolve(response)"],
  ["a stream", `{ ...response, body: ${stream} }`],
] as const) {
  test(`a response of another realm is a response: ${what}`, async () => {
    const { credentials } = observed(() => elsewhere(response));

    expect(await credentials.list()).toEqual(page([1]));
  });
}

test("a key of another realm is a key", async () => {
  const managementKey = elsewhere("async () => 'mg_elsewhere'") as () => Promise<string>;
  const { credentials, requests } = observed(() => Response.json(page([1])), { managementKey });

  await credentials.list();

  expect(requests[0]?.init.headers["X-Management-Key"]).toBe("mg_elsewhere");
});

test("a failure of another realm is recognised by its code", async () => {
  const failure = "Promise.reject(Object.assign(new Error('fetch failed'), { code: 'ECONNRESET' }))";

  const error = await errorOf(NetworkError, () => observed(() => elsewhere(failure)).credentials.list());

  expect(error.message).toBe("no response: fetch failed with ECONNRESET");
});

for (const [value, message] of [
  ["new Map()", "expected a JSON value, not a Map"],
  ["new Set()", "expected a JSON value, not a Set"],
  ["new Date(NaN)", "expected a valid Date"],
  ["Object(NaN)", "expected a finite number"],
] as const) {
  test(`a value of another realm that JSON changes silently is an issue: ${value}`, async () => {
    const { credentials } = observed(() => undefined);
    const body = { team_id: teamA, provider: "strava", client_id: elsewhere(value) };

    const error = await errorOf(RequestError, () => credentials.set(body as never));

    expect(error.issues).toEqual([{ path: "client_id", message }]);
  });
}
