// Listings of a server that fails, repeats pages, or returns empty pages.

import { ApiError, PaginationError } from "junction-credentials";
import { expect, test } from "vitest";
import { idOf, page } from "../behaviour/bodies.js";
import { errorOf } from "../behaviour/thrown.js";
import { clientOf, junctionOf, withoutBackoff } from "./clients.js";
import { pause } from "./clock.js";
import {
  answer,
  answerBy,
  closeInBody,
  faulty,
  gzip,
  type ReceivedRequest,
  resetBeforeHeaders,
  stallBeforeHeaders,
  stallInBody,
  status,
} from "./server.js";

withoutBackoff();

function cursorOf({ target }: ReceivedRequest): string | null {
  return new URL(target, "http://localhost").searchParams.get("next_cursor");
}

for (const [what, next] of [
  ["the same each time", () => "p"],
  ["two in turn", (cursor: string | null) => (cursor === "p" ? "q" : "p")],
] as const) {
  test(`cursors that repeat end a listing: ${what}`, async () => {
    const server = await faulty(answerBy((request) => page([1], next(cursorOf(request)))));

    const error = await errorOf(PaginationError, () => clientOf(server).list().toArray());

    expect(error.cursor).toBe("p");
    expect(server.requests.length).toBeLessThanOrEqual(3);
  });
}

test("cursors that repeat end a listing of empty pages too", async () => {
  const server = await faulty(answer(page([], "p")));

  await errorOf(PaginationError, () => clientOf(server).list().toArray());

  expect(server.requests).toHaveLength(2);
});

test("empty pages with a cursor are followed to what comes after them", async () => {
  const server = await faulty(
    answer(page([], "p2")),
    answer(page([], "p3")),
    gzip(page([1, 2], "p4")),
    answer(page([], "p5")),
    answer(page([3])),
  );

  const all = await clientOf(server).list().toArray();

  expect(all.map(({ id }) => id)).toEqual([1, 2, 3].map(idOf));
  expect(server.requests.map(cursorOf)).toEqual([null, "p2", "p3", "p4", "p5"]);
});

test("every credential comes once when each page fails first", async () => {
  const server = await faulty(
    status(503),
    answer(page([1, 2], "p2")),
    resetBeforeHeaders,
    answer(page([3, 4], "p3")),
    closeInBody("chunks"),
    stallInBody("a length"),
    answer(page([5])),
  );

  const all = await clientOf(server, { maxRetries: 2, timeoutMs: 2000 }).list().toArray();

  expect(all.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5].map(idOf));
  expect(server.requests.map(cursorOf)).toEqual([null, null, "p2", "p2", "p3", "p3", "p3"]);
});

test("a page that fails for good ends the listing after the credentials before it", async () => {
  const server = await faulty(answer(page([1, 2], "p2")), status(500));
  const found: string[] = [];

  const error = await errorOf(ApiError, async () => {
    for await (const { id } of clientOf(server, { maxRetries: 1 }).list()) found.push(id);
  });

  expect(error).toMatchObject({ status: 500, attempts: 2 });
  expect(found).toEqual([1, 2].map(idOf));
});

for (const [what, fate] of Object.entries({
  "has not begun": stallBeforeHeaders,
  "has begun": stallInBody("chunks"),
})) {
  test(`who stops reading hangs up on the next page, whose answer ${what}`, async () => {
    const server = await faulty(answer(page([1, 2, 3], "p2")), fate);

    for await (const { id } of clientOf(server).list()) {
      if (id !== idOf(2)) continue;
      await server.received(2);
      await pause(50);
      break;
    }

    expect(server.requests).toHaveLength(2);
    await server.closed();
  });
}

test("one client lists several environments and regions at once, each with its own pages", async () => {
  const numbers: Readonly<Record<string, number>> = { "sandbox/us": 1, "sandbox/eu": 2, "production/eu": 3 };
  const scopeOf = ({ target }: ReceivedRequest) => target.replace(/\?.*/, "").split("/").slice(-2).join("/");
  const server = await faulty(
    answerBy((request) => page([numbers[scopeOf(request)] ?? 0], cursorOf(request) === null ? "p2" : null)),
  );
  const junction = junctionOf(server);

  const [us, eu, live] = await Promise.all([
    junction.teamCustomCredentials("sandbox", "us").list().toArray(),
    junction.teamCustomCredentials("sandbox", "eu").list().toArray(),
    junction.teamCustomCredentials("production", "eu").list().toArray(),
  ]);

  const ids = [us, eu, live].map((all) => all?.map(({ id }) => id));
  expect(ids).toEqual([1, 2, 3].map((number) => [idOf(number), idOf(number)]));
});
