// Calls whose connection or response is broken.

import { ApiError, type JunctionError, NetworkError, ResponseError } from "junction-credentials";
import { expect, test } from "vitest";
import { page } from "../behaviour/bodies.js";
import { errorOf, thrownBy } from "../behaviour/thrown.js";
import { asDescribed, calls, clientOf, list, set } from "./clients.js";
import { pause } from "./clock.js";
import {
  answer,
  answerAndStay,
  closeBeforeHeaders,
  closeInBody,
  closeInHeaders,
  closeWithoutFraming,
  type Fate,
  faulty,
  garbage,
  html,
  lengthTooShort,
  nonsenseLength,
  resetBeforeHeaders,
  resetInBody,
  status,
} from "./server.js";

type ErrorClass = new (...args: never[]) => JunctionError;

const body = page([1]);
const noGzip = answer(body, 200, { "content-encoding": "gzip" });

const faults: readonly (readonly [what: string, fate: Fate, type: ErrorClass, fields: object])[] = [
  ["a reset before the headers", resetBeforeHeaders, NetworkError, { attempts: 1 }],
  ["a connection that is closed before the headers", closeBeforeHeaders, NetworkError, { attempts: 1 }],
  ["a connection that is closed in the headers", closeInHeaders, NetworkError, { attempts: 1 }],
  ["garbage in place of HTTP", garbage, NetworkError, { attempts: 1 }],
  ["a length that is no number", nonsenseLength, NetworkError, { attempts: 1 }],
  ["a reset in a body with a length", resetInBody("a length"), NetworkError, { attempts: 1 }],
  ["a reset in a body of chunks", resetInBody("chunks"), NetworkError, { attempts: 1 }],
  ["a body that is shorter than its length", closeInBody("a length"), NetworkError, { attempts: 1 }],
  ["a body without its last chunk", closeInBody("chunks"), NetworkError, { attempts: 1 }],
  ["a body that claims to be gzip", noGzip, NetworkError, { attempts: 1 }],
  ["a body that is longer than its length", lengthTooShort(body), ResponseError, { status: 200 }],
  ["a cut that nobody can tell from the end", closeWithoutFraming(body), ResponseError, { status: 200 }],
  ["HTML with a 200", html, ResponseError, { status: 200 }],
  ["a 429", status(429), ApiError, { status: 429, attempts: 1, retryAfterMs: undefined }],
  ["a 500", status(500), ApiError, { status: 500, attempts: 1, issues: [] }],
  ["a 503", status(503), ApiError, { status: 503, attempts: 1 }],
  ["a 500 whose body is reset", resetInBody("chunks", 500), ApiError, { status: 500, attempts: 1 }],
  [
    "a 500 whose chunks break off as its connection closes",
    closeInBody("chunks", 500, { connection: "close" }),
    ApiError,
    { status: 500, attempts: 1 },
  ],
  [
    "a 503 that is shorter than its length",
    closeInBody("a length", 503),
    ApiError,
    { status: 503, attempts: 1 },
  ],
];

for (const [what, fate, type, fields] of faults) {
  for (const [name, call] of Object.entries(calls)) {
    test(`${name} that meets ${what} is sent once, fails as a ${type.name}, and the next one succeeds`, async () => {
      const server = await faulty(fate, asDescribed);
      const credentials = clientOf(server);

      const error = await errorOf(type, () => call(credentials));

      expect(error).toMatchObject(fields);
      expect(server.requests).toHaveLength(1);
      await call(credentials);
      await server.closed();
    });
  }
}

test("a server that does not listen is a NetworkError that says so", async () => {
  const server = await faulty(asDescribed);
  const credentials = clientOf(server);
  await server.stop();

  const error = await errorOf(NetworkError, () => list(credentials));

  expect(error.message).toBe("no response: fetch failed with ECONNREFUSED (TypeError)");
});

test("a body that breaks off differs from a response that never came", async () => {
  const server = await faulty(resetInBody("chunks"), resetBeforeHeaders);
  const credentials = clientOf(server);

  const inBody = await errorOf(NetworkError, () => list(credentials));
  const beforeHeaders = await errorOf(NetworkError, () => list(credentials));

  expect(inBody.message).toMatch(/^no response: the body ended early/);
  expect(beforeHeaders.message).toMatch(/^no response: fetch failed/);
});

for (const breakOff of [resetInBody, closeInBody]) {
  // undici treats the end of such a connection as the end of the body in Node 20, but not in Node 22 and newer.
  test(`chunks that break off as their connection closes are no answer, whatever fetch says: ${breakOff.name}`, async () => {
    const server = await faulty(breakOff("chunks", 200, { connection: "close" }));
    const isTold = await fetch(server.url).then((response) =>
      response.text().then(
        () => false,
        () => true,
      ),
    );

    const error = await thrownBy(() => list(clientOf(server)));

    const expected = isTold
      ? { kind: "network", attempts: 1, message: expect.stringMatching(/^no response: the body ended early/) }
      : { kind: "response", status: 200, issues: [expect.anything()] };
    expect(error).toMatchObject(expected);
  });
}

test("a set is sent once even when the connection that it found open is reset", async () => {
  const server = await faulty(answerAndStay(page([1])), resetBeforeHeaders);
  const credentials = clientOf(server, { maxRetries: 5 });
  await list(credentials);
  await pause(20);

  const error = await errorOf(NetworkError, () => set(credentials));

  expect(error.attempts).toBe(1);
  expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
  expect(server.connections).toBe(1);
});
