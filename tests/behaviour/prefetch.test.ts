// Pages that a listing requests in advance, also when they are never read.

import type { TeamCustomCredentials } from "junction-credentials";
import { expect, test } from "vitest";
import { idOf, listing, page } from "./bodies.js";
import { cursorOf, idle, observed, untilAborted } from "./observed.js";
import { thrownBy } from "./thrown.js";

test("who stops at the first credential asks once", async () => {
  const { credentials, requests } = observed(listing({ "": page([1, 2], "p2"), p2: page([3]) }));

  for await (const _ of credentials.list()) break;
  await idle();

  expect(requests).toHaveLength(1);
});

test("the second page is asked for once the second credential is read", async () => {
  const { credentials, requests } = observed(listing({ "": page([1, 2, 3], "p2"), p2: page([4]) }));
  const items = credentials.list()[Symbol.asyncIterator]();

  await items.next();
  await idle();
  const afterFirst = requests.length;
  await items.next();
  await idle();
  const afterSecond = requests.length;

  expect([afterFirst, afterSecond]).toEqual([1, 2]);
});

test("no more than one page is asked for in advance", async () => {
  const { credentials, requests } = observed(
    listing({ "": page([1, 2, 3], "p2"), p2: page([4, 5], "p3"), p3: page([6]) }),
  );
  const items = credentials.list()[Symbol.asyncIterator]();

  for (let read = 0; read < 4; read += 1) await items.next();
  await idle();

  expect(requests.map(cursorOf)).toEqual([null, "p2"]);
});

test("the next page is not asked for before the only credential of a page has been worked on", async () => {
  const { credentials, requests } = observed(listing({ "": page([1], "p2"), p2: page([2]) }));
  const items = credentials.list()[Symbol.asyncIterator]();

  await items.next();
  await idle();

  expect(requests).toHaveLength(1);
});

test("a last page has nothing asked for in advance", async () => {
  const { credentials, requests } = observed(listing({ "": page([1, 2, 3]) }));

  await credentials.list().toArray();

  expect(requests).toHaveLength(1);
});

test("pages asks for the next page as soon as it has handed one out", async () => {
  const { credentials, requests } = observed(
    listing({ "": page([1], "p2"), p2: page([2], "p3"), p3: page([3]) }),
  );
  const pages = credentials.list().pages();

  await pages.next();
  await idle();

  expect(requests.map(cursorOf)).toEqual([null, "p2"]);
});

/** Responds with the first page. The test answers the request for the second one. */
function withSecond(second: (signal: AbortSignal | undefined) => unknown) {
  return observed((request, index) =>
    index === 0 ? Response.json(page([1, 2], "p2")) : second(request.init.signal),
  );
}

/** Functions that stop reading when the second page has been requested, one for each way of reading. */
const readers: Readonly<Record<string, (credentials: TeamCustomCredentials) => Promise<void>>> = {
  "by credentials": async (credentials) => {
    const items = credentials.list()[Symbol.asyncIterator]();
    await items.next();
    await items.next();
    await idle();
    await items.return();
  },
  "by pages": async (credentials) => {
    for await (const _ of credentials.list().pages()) {
      await idle();
      break;
    }
  },
};

for (const [how, readPartly] of Object.entries(readers)) {
  test(`a page that nobody will read is aborted: reading ${how}`, async () => {
    const { credentials, requests } = withSecond(untilAborted);

    await readPartly(credentials);
    await idle();

    expect(requests[1]?.init.signal?.aborted).toBe(true);
  });

  // Has no `expect`: an unhandled rejection fails the test run.
  test(`the failure of a page that nobody will read is nobody's unhandled rejection: reading ${how}`, async () => {
    const { credentials } = withSecond(() => Promise.reject(new TypeError("fetch failed")));

    await readPartly(credentials);

    await idle();
  });
}

test("the failure of a page asked for in advance waits until the page is due", async () => {
  const { credentials } = withSecond(() => new Response("", { status: 403 }));

  const found: string[] = [];

  const thrown = await thrownBy(async () => {
    for await (const { id } of credentials.list()) found.push(id);
  });

  expect(found).toEqual([idOf(1), idOf(2)]);
  expect((thrown as { kind: string }).kind).toBe("api");
});

test("a listing that has failed is over", async () => {
  const { credentials, requests } = withSecond(() => new Response("", { status: 403 }));
  const items = credentials.list()[Symbol.asyncIterator]();
  await thrownBy(async () => {
    for (;;) await items.next();
  });

  const after = await items.next();

  expect(after).toEqual({ done: true, value: undefined });
  expect(requests).toHaveLength(2);
});
