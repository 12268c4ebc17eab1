// Listings that the caller stops reading while a call of `next()` is pending.

import type { TeamCustomCredentials } from "junction-credentials";
import { expect, test } from "vitest";
import { idOf, listing, page } from "./bodies.js";
import { type Answer, cursorOf, idle, observed, untilAborted } from "./observed.js";
import { thrownBy } from "./thrown.js";

const over = { done: true, value: undefined };
const never: Answer = () => new Promise(() => {});

interface Signals {
  readonly signal?: AbortSignal;
}

/** Both iterators of a listing. */
const readers = {
  credentials: (credentials: TeamCustomCredentials, options?: Signals) =>
    credentials.list({}, options)[Symbol.asyncIterator](),
  pages: (credentials: TeamCustomCredentials, options?: Signals) => credentials.list({}, options).pages(),
};

/** Returns what each promise resolves or rejects with, if it settles soon. */
function soon(...promises: readonly Promise<unknown>[]): Promise<unknown[]> {
  const late = idle()
    .then(idle)
    .then(() => "still waiting");
  const outcome = (promise: Promise<unknown>) => promise.catch((thrown) => ({ thrown }));
  return Promise.all(promises.map((promise) => Promise.race([outcome(promise), late])));
}

for (const [what, read] of Object.entries(readers)) {
  test(`return() ends the iterator of ${what} at once while the first page is on its way`, async () => {
    const { credentials } = observed(never);
    const items = read(credentials);
    const pending = items.next();
    await idle();

    const returned = items.return();

    expect(await soon(pending, returned)).toEqual([over, over]);
  });

  test(`return() aborts the fetch that the iterator of ${what} waits for`, async () => {
    const { credentials, requests } = observed(({ init }) => untilAborted(init.signal));
    const items = read(credentials);
    const pending = items.next();
    await idle();

    const returned = items.return();
    await idle();

    expect(requests.map(({ init }) => init.signal?.aborted)).toEqual([true]);
    expect(await soon(pending, returned)).toEqual([over, over]);
  });

  test(`return() ends the iterator of ${what} at once while a page that was asked for ahead is on its way`, async () => {
    const { credentials, requests } = observed(({ init }, index) =>
      index === 0 ? Response.json(page([1, 2], "p2")) : untilAborted(init.signal),
    );
    const items = read(credentials);
    await items.next();
    const pending = what === "pages" ? [items.next()] : [items.next(), items.next()];
    await idle();

    const returned = items.return();

    expect((await soon(...pending, returned)).slice(-2)).toEqual([over, over]);
    expect(requests.map(({ init }) => init.signal?.aborted)).toEqual([false, true]);
  });

  test(`return() ends the iterator of ${what} at once while it waits for a retry, and nothing more is sent`, async () => {
    const { credentials, requests } = observed(
      () => new Response("", { status: 429, headers: { "retry-after": "30" } }),
      { maxRetries: 2 },
    );
    const items = read(credentials);
    const pending = items.next();
    await idle();
    await idle();

    const returned = items.return();

    expect(await soon(pending, returned)).toEqual([over, over]);
    expect(requests).toHaveLength(1);
  });

  test(`return() ends the iterator of ${what} at once while it waits for the key`, async () => {
    const { credentials, requests } = observed(never, { managementKey: () => new Promise(() => {}) });
    const items = read(credentials);
    const pending = items.next();
    await idle();

    const returned = items.return();

    expect(await soon(pending, returned)).toEqual([over, over]);
    expect(requests).toHaveLength(0);
  });

  test(`return() settles every next() of ${what} that waits, in their order and before itself`, async () => {
    const { credentials } = observed(never);
    const items = read(credentials);
    const settled: number[] = [];
    const calls = [items.next(), items.next(), items.next()];
    await idle();

    const all = [...calls, items.return()];
    for (const [index, call] of all.entries()) call.then(() => settled.push(index));

    expect(await soon(...all)).toEqual([over, over, over, over]);
    expect(settled).toEqual([0, 1, 2, 3]);
  });

  test(`throw() rejects with its error at once, and ends the iterator of ${what}`, async () => {
    const { credentials, requests } = observed(({ init }) => untilAborted(init.signal));
    const items = read(credentials);
    const pending = items.next();
    await idle();
    const error = new Error("enough");

    const thrown = items.throw(error);

    expect(await soon(pending, thrown)).toEqual([over, { thrown: error }]);
    expect(requests.map(({ init }) => init.signal?.aborted)).toEqual([true]);
    expect(await items.next()).toEqual(over);
  });

  test(`an iterator of ${what} that has been given up asks for nothing more`, async () => {
    const { credentials, requests } = observed(never);
    const items = read(credentials);
    const pending = items.next();
    await idle();
    await items.return();

    expect(await soon(pending, items.next(), items.next())).toEqual([over, over, over]);
    expect(requests).toHaveLength(1);
  });

  test(`an iterator of ${what} that is given up before it is read asks for nothing`, async () => {
    const { credentials, requests } = observed(never);
    const items = read(credentials);

    await items.return();

    expect(await soon(items.next())).toEqual([over]);
    expect(requests).toHaveLength(0);
  });

  test(`an empty page that comes too late leads the iterator of ${what} to no further page`, async () => {
    let answer = (_: Response) => {};
    const { credentials, requests } = observed(() => new Promise((resolve) => (answer = resolve)));
    const items = read(credentials);
    const pending = items.next();
    await idle();

    await items.return();
    answer(Response.json(page([], "p2")));
    await idle();

    expect(await pending).toEqual(over);
    expect(requests).toHaveLength(1);
  });

  // Has no `expect`: an unhandled rejection fails the test run.
  test(`a page of ${what} that fails once it is given up is nobody's unhandled rejection`, async () => {
    let fail = (_: unknown) => {};
    const { credentials } = observed(() => new Promise((_, reject) => (fail = reject)));
    const items = read(credentials);
    items.next();
    items.next();
    await idle();

    await items.return();
    fail(new TypeError("fetch failed"));

    await idle();
  });

  test(`an iterator of ${what} that is given up leaves no listener on the signal of its caller`, async () => {
    const { signal } = new AbortController();
    const listeners = new Set<unknown>();
    Object.assign(signal, {
      addEventListener: (_: string, listener: unknown) => listeners.add(listener),
      removeEventListener: (_: string, listener: unknown) => listeners.delete(listener),
    });
    const { credentials } = observed(never);
    const items = read(credentials, { signal });
    const pending = items.next();
    await idle();
    const during = listeners.size;

    await soon(items.return(), pending);

    expect(during).toBeGreaterThan(0);
    expect(listeners.size).toBe(0);
  });

  test(`return() gives what it is given, and waits for it: an iterator of ${what}`, async () => {
    const { credentials } = observed(never);
    const given = "given" as unknown as undefined;

    expect(await read(credentials).return(given)).toEqual({ done: true, value: "given" });
    expect(await read(credentials).return(Promise.resolve(given))).toEqual({ done: true, value: "given" });
  });

  test(`an abort of the caller rejects the next() that waits, and ends those behind it: ${what}`, async () => {
    const controller = new AbortController();
    const { credentials } = observed(never);
    const items = read(credentials, { signal: controller.signal });
    const calls = [items.next(), items.next()];
    await idle();

    controller.abort("enough");

    expect(await soon(...calls)).toEqual([{ thrown: "enough" }, over]);
  });

  test(`a page of ${what} that fails rejects the next() that waits first, and ends those behind it`, async () => {
    const { credentials, requests } = observed(() => new Response("", { status: 403 }));
    const items = read(credentials);

    const outcomes = await soon(items.next(), items.next(), items.next());

    expect(outcomes).toMatchObject([{ thrown: { kind: "api" } }, over, over]);
    expect(requests).toHaveLength(1);
  });

  test(`an iterator of ${what} is its own iterable`, () => {
    const { credentials } = observed(never);
    const items = read(credentials);

    expect(items[Symbol.asyncIterator]()).toBe(items);
  });

  test(`an iterator of ${what} is given up where \`await using\` leaves it`, async () => {
    const { credentials } = observed(never);
    const items = read(credentials);
    const pending = items.next();
    const dispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");

    await items[dispose]();

    expect(await soon(pending)).toEqual([over]);
  });
}

test("calls of next() that do not wait for each other give the credentials in order", async () => {
  const { credentials, requests } = observed(
    listing({ "": page([1, 2], "p2"), p2: page([], "p3"), p3: page([3]) }),
  );
  const items = credentials.list()[Symbol.asyncIterator]();
  const settled: unknown[] = [];

  const calls = Array.from({ length: 5 }, () => items.next());
  for (const call of calls) call.then(({ value }) => settled.push(value?.id));
  const found = await Promise.all(calls);

  expect(found.map(({ value }) => value?.id)).toEqual([idOf(1), idOf(2), idOf(3), undefined, undefined]);
  expect(settled).toEqual([idOf(1), idOf(2), idOf(3), undefined, undefined]);
  expect(found.map(({ done }) => done)).toEqual([false, false, false, true, true]);
  expect(requests.map(cursorOf)).toEqual([null, "p2", "p3"]);
});

test("calls of next() that do not wait for each other give the pages in order", async () => {
  const { credentials, requests } = observed(
    listing({ "": page([1], "p2"), p2: page([], "p3"), p3: page([3]) }),
  );
  const pages = credentials.list().pages();

  const found = await Promise.all([pages.next(), pages.next(), pages.next(), pages.next()]);

  expect(found.map(({ value }) => value?.credentials.length)).toEqual([1, 0, 1, undefined]);
  expect(requests.map(cursorOf)).toEqual([null, "p2", "p3"]);
});

test("a listing that is given up leaves another reader of it alone", async () => {
  const answers: ((response: Response) => void)[] = [];
  const { credentials, requests } = observed(() => new Promise((resolve) => answers.push(resolve)));
  const pager = credentials.list();
  const one = pager[Symbol.asyncIterator]();
  const other = pager[Symbol.asyncIterator]();
  const pending = [one.next(), other.next()];
  await idle();

  await soon(one.return());
  for (const answer of answers) answer(Response.json(page([1])));

  expect((await soon(...pending)).map((result) => (result as { done: boolean }).done)).toEqual([true, false]);
  expect(requests.map(({ init }) => init.signal?.aborted)).toEqual([true, false]);
});

test("a listing that is given up leaves its awaited first page alone", async () => {
  const { credentials } = observed(listing({ "": page([1]) }));
  const pager = credentials.list();
  const items = pager[Symbol.asyncIterator]();
  const first = pager.then((page) => page);
  const pending = items.next();

  await items.return();

  expect(await first).toEqual(page([1]));
  expect(await pending).toEqual(over);
});

test("an error that the caller's loop throws ends the listing", async () => {
  const { credentials, requests } = observed(({ init }, index) =>
    index === 0 ? Response.json(page([1, 2], "p2")) : untilAborted(init.signal),
  );
  const error = new Error("enough");
  let read = 0;

  const thrown = await thrownBy(async () => {
    for await (const _ of credentials.list()) {
      read += 1;
      if (read === 1) continue;
      await idle();
      throw error;
    }
  });

  expect(thrown).toBe(error);
  expect(requests.map(({ init }) => init.signal?.aborted)).toEqual([false, true]);
});
