// Calls of a client that has been disposed of.

import { RequestError, type TeamCustomCredentials } from "junction-credentials";
import { expect, test } from "vitest";
import { described, idOf, listing, page } from "./bodies.js";
import { idle, observed, teamA } from "./observed.js";
import { errorOf } from "./thrown.js";

// The symbol that compiled `using` statements look up in older runtimes.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");

const calls: Readonly<Record<string, (credentials: TeamCustomCredentials) => PromiseLike<unknown>>> = {
  // Read immediately, because a listing sends nothing until it is read.
  list: (credentials) => credentials.list().then((first) => first),
  set: (credentials) => credentials.set({ team_id: teamA, provider: "strava" }),
  prepare: (credentials) => credentials.prepare({ team_id: teamA, provider: "strava" }),
  delete: (credentials) => credentials.delete([idOf(1)]),
};

for (const [name, call] of Object.entries(calls)) {
  test(`${name} of a client that was disposed of rejects, and nothing is sent`, async () => {
    const { junction, credentials, requests } = observed(described);

    junction[dispose]();

    await errorOf(RequestError, () => call(credentials));
    expect(requests).toHaveLength(0);
  });

  test(`${name} survives that its client is disposed of while it is on its way`, async () => {
    const { junction, credentials } = observed(async (request) => {
      await idle();
      return described(request);
    });

    const onItsWay = call(credentials);
    junction[dispose]();

    expect(await onItsWay).toEqual(await call(observed(described).credentials));
  });
}

test("a client that was disposed of gives no access to credentials", async () => {
  const { junction } = observed(described);

  junction[dispose]();

  await errorOf(RequestError, () => junction.teamCustomCredentials("sandbox", "us"));
});

test("a client that its own argument disposes of rejects, and nothing is sent", async () => {
  const { junction, credentials, requests } = observed(described);
  const toJSON = () => {
    junction[dispose]();
    return { webhook_secret: "s" };
  };

  const details = { webhook_secret: "s", toJSON };
  await errorOf(RequestError, () => credentials.set({ team_id: teamA, provider: "polar", details }));
  expect(requests).toHaveLength(0);
});

test("a client may be disposed of twice", () => {
  const { junction } = observed(described);

  junction[dispose]();

  expect(() => junction[dispose]()).not.toThrow();
});

test("a listing whose client is disposed of in between ends with a RequestError after the pages that it has", async () => {
  const { junction, credentials } = observed(listing({ "": page([1], "p2"), p2: page([2]) }));
  const items = credentials.list()[Symbol.asyncIterator]();

  await items.next();
  junction[dispose]();

  await errorOf(RequestError, () => items.next());
});

test("disposing of one client leaves the others alone", async () => {
  const one = observed(described);
  const other = observed(described);

  one.junction[dispose]();

  expect(await other.credentials.list()).toEqual(page([1]));
});
