// Limits on body size: at most `maxResponseBytes` are read in every transfer mode, and allowed bodies are read quickly.

import "./core.js";
import { ApiError, ResponseError, schemas } from "junction-credentials";
import { expect, test } from "vitest";
import { credential, page } from "../behaviour/bodies.js";
import { errorOf } from "../behaviour/thrown.js";
import { calls, clientOf, list } from "./clients.js";
import { core } from "./core.js";
import { answer, drip, endless, type Fate, faulty, gzip } from "./server.js";

const mebibyte = 1024 * 1024;
const piece = Buffer.alloc(64 * 1024, " ");

for (const [name, call] of Object.entries(calls)) {
  test(`${name} hangs up on a body without an end, soon after it is too long`, async () => {
    const server = await faulty(endless(piece));

    const error = await errorOf(ResponseError, () =>
      call(clientOf(server, { maxResponseBytes: mebibyte, maxRetries: 2 })),
    );
    await server.closed();

    expect(error.issues.map(({ message }) => message)).toEqual([
      "expected a body of at most `maxResponseBytes`",
    ]);
    expect(server.requests).toHaveLength(1);
    expect(server.bytesSent).toBeGreaterThan(mebibyte);
    expect(server.bytesSent).toBeLessThan(2 * mebibyte);
  });
}

test("an error status whose body has no end is an ApiError, and no more of it is read", async () => {
  const server = await faulty(endless(piece, 400));

  const error = await errorOf(ApiError, () => list(clientOf(server, { maxResponseBytes: mebibyte })));
  await server.closed();

  expect(error.status).toBe(400);
  expect(server.bytesSent).toBeLessThan(2 * mebibyte);
});

test("a few kilobytes that unfold to 10 MB are not unfolded", async () => {
  const server = await faulty(gzip(Buffer.alloc(10 * mebibyte, " ")));
  const credentials = clientOf(server, { maxResponseBytes: mebibyte });
  const before = core().memory.buffer.byteLength;

  await errorOf(ResponseError, () => list(credentials));
  await server.closed();

  expect(server.bytesSent).toBeLessThan(20_000);
  expect(core().memory.buffer.byteLength - before).toBeLessThan(4 * mebibyte);
});

test("the time that a 422 takes grows no faster than its complaints, of which two million are none", async () => {
  const server = await faulty(answer({ detail: Array(2_000_000).fill(7) }, 422));

  // If the time grew with the square of the number of pieces, this test would time out.
  const error = await errorOf(ApiError, () => list(clientOf(server, { timeoutMs: 60_000 })));

  expect(error).toMatchObject({ status: 422, issues: [] });
});

test("a body that says how long it is is refused before it is read", async () => {
  const server = await faulty(answer(Buffer.alloc(10 * mebibyte, " ")));
  const credentials = clientOf(server, { maxResponseBytes: mebibyte });
  const before = core().memory.buffer.byteLength;

  await errorOf(ResponseError, () => list(credentials));
  await server.closed();

  expect(core().memory.buffer.byteLength).toBe(before);
});

/** A page of about 10 MB. */
const large = page(Array.from({ length: 50_000 }, (_, index) => index));

for (const [what, fate] of Object.entries({
  "with a length": answer(large),
  "in gzip": gzip(large),
  "in chunks": drip("chunks", large, 100, 1),
})) {
  test(`a body of 10 MB that comes ${what} is read whole`, async () => {
    const server = await faulty(fate);

    const { credentials } = (await list(clientOf(server))) as typeof large;

    expect(credentials).toHaveLength(50_000);
    expect(credentials.at(-1)).toEqual(large.credentials.at(-1));
  });
}

const bytes = Buffer.from(JSON.stringify(page([1])));

for (const [what, fate] of Object.entries({
  "with a length": answer(bytes),
  "in gzip": gzip(bytes),
  "in chunks": drip("chunks", bytes, 7, 1),
}) satisfies [string, Fate][]) {
  test(`a body that comes ${what} may be as long as maxResponseBytes, and not a byte longer`, async () => {
    const server = await faulty(fate);

    const read = await list(clientOf(server, { maxResponseBytes: bytes.length }));
    const error = await errorOf(ResponseError, () =>
      list(clientOf(server, { maxResponseBytes: bytes.length - 1 })),
    );

    expect(read).toEqual(page([1]));
    expect(error.status).toBe(200);
  });
}

test("details with a million wrong values take the memory of their text, and not that of a million issues", () => {
  const details = { quest: {}, allowed_billing_types: new Array(1_000_000).fill(0) };
  const text = JSON.stringify({ credentials: [{ ...credential(1), details }] });
  const before = core().memory.buffer.byteLength;

  const parse = () => schemas.CustomCredentialsResponse.parseJson(text);

  expect(parse).toThrow("`credentials[0].details.allowed_billing_types[0]`: expected a string");
  expect(core().memory.buffer.byteLength - before).toBeLessThan(3 * text.length);
});
