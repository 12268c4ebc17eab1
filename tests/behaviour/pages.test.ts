// Ways to read a listing: by item, by page, as an array, or its first page.

import { type CredentialPager, PaginationError, RequestError } from "junction-credentials";
import { fakeManagementApi, sampleCredentials } from "junction-credentials/testing";
import { expect, test } from "vitest";
import { idOf, listing, page } from "./bodies.js";
import { cursorOf, idle, managementKey, observed, teamA, teamB } from "./observed.js";
import { errorOf, thrownBy } from "./thrown.js";

/** A client of an in-memory API with 250 credentials in pages of 20. */
function crowd() {
  const samples = sampleCredentials(250);
  const api = fakeManagementApi({ credentials: samples, pageSize: 20, managementKey });
  const { credentials } = observed(() => undefined, { fetch: api.fetch });
  return { credentials, samples, requests: api.requests };
}

/** Reads a listing until it throws. */
async function readUntilThrown(pager: CredentialPager) {
  const ids: string[] = [];
  const thrown = await thrownBy(async () => {
    for await (const { id } of pager) ids.push(id);
  });
  return { ids, thrown };
}

const ids = (numbers: readonly number[]): string[] => numbers.map(idOf);

async function idsOf(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of items) found.push(id);
  return found;
}

test("every credential of all pages comes once, in order, in as many requests as there are pages", async () => {
  const { credentials, samples, requests } = crowd();

  const found = await idsOf(credentials.list());

  expect(found).toEqual(samples.map(({ id }) => id));
  expect(requests).toHaveLength(13);
});

test("toArray gives every credential of all pages", async () => {
  const { credentials, samples } = crowd();

  expect(await credentials.list().toArray()).toEqual(samples);
});

test("pages gives every page", async () => {
  const { credentials, samples } = crowd();
  const sizes: number[] = [];
  const all = [];

  for await (const page of credentials.list().pages()) {
    sizes.push(page.credentials.length);
    all.push(...page.credentials);
  }

  expect(sizes).toEqual([...Array(12).fill(20), 10]);
  expect(all).toEqual(samples);
});

test("many listings at once do not disturb each other", async () => {
  const { credentials, samples } = crowd();

  const all = await Promise.all(Array.from({ length: 25 }, () => credentials.list().toArray()));

  expect(all).toEqual(Array(25).fill(samples));
});

test("a listing asks for nothing until it is read", async () => {
  const { credentials, requests } = observed(listing({ "": page([1]) }));

  const pager = credentials.list();
  pager.pages();
  pager[Symbol.asyncIterator]();
  await idle();

  expect(requests).toHaveLength(0);
});

test("an awaited listing is its first page", async () => {
  const { credentials, requests } = observed(listing({ "": page([1, 2], "p2"), p2: page([3]) }));

  const first = await credentials.list();
  await idle();

  expect(first).toEqual(page([1, 2], "p2"));
  expect(requests).toHaveLength(1);
});

test("a listing that is awaited twice asks once", async () => {
  const { credentials, requests } = observed(listing({ "": page([1]) }));
  const pager = credentials.list();

  const [one, other] = await Promise.all([pager, pager]);
  const third = await pager;

  expect(requests).toHaveLength(1);
  expect([one, other, third]).toEqual(Array(3).fill(page([1])));
});

test("a listing can be handed on with then alone", async () => {
  const { credentials } = observed(listing({ "": page([1]) }));

  const count = await credentials.list().then((first) => first.credentials.length);

  expect(count).toBe(1);
});

test("a failed listing rejects each time it is awaited, and asks once", async () => {
  const { credentials, requests } = observed(() => new Response("", { status: 403 }));
  const pager = credentials.list();

  const one = await thrownBy(() => pager);
  const other = await thrownBy(() => pager);

  expect(one).toBe(other);
  expect(requests).toHaveLength(1);
});

test("a failed listing can be handed on with catch alone, as what the call rejects with", async () => {
  const { credentials, requests } = observed(() => new Response("", { status: 403 }));
  const pager = credentials.list();

  const status = await pager.catch((error) => error.status);

  expect(status).toBe(403);
  expect(await thrownBy(() => pager.catch(null))).toBe(await thrownBy(() => pager));
  expect(requests).toHaveLength(1);
});

test("catch passes on the page of a listing that succeeds", async () => {
  const { credentials } = observed(listing({ "": page([1]) }));

  const first = await credentials.list().catch(() => "not called");

  expect(first).toEqual(page([1]));
});

test("finally runs after success and failure alike, and passes on what became of the listing", async () => {
  const { credentials } = observed((_, index) =>
    index === 0 ? Response.json(page([1])) : new Response("", { status: 403 }),
  );
  const calls: unknown[][] = [];
  const onFinally = (...args: unknown[]) => {
    calls.push(args);
  };

  const first = await credentials.list().finally(onFinally);
  const thrown = await thrownBy(() => credentials.list().finally(onFinally));

  expect(first).toEqual(page([1]));
  expect(thrown).toMatchObject({ kind: "api", status: 403 });
  expect(calls).toEqual([[], []]);
});

test("a listing can begin at a cursor", async () => {
  const { credentials, requests } = observed(listing({ p2: page([3], "p3"), p3: page([4]) }));

  const found = await idsOf(credentials.list({ next_cursor: "p2" }));

  expect(found).toEqual(ids([3, 4]));
  expect(requests.map(cursorOf)).toEqual(["p2", "p3"]);
});

test("an awaited listing begins at its cursor too", async () => {
  const { credentials } = observed(listing({ p2: page([3]) }));

  expect(await credentials.list({ next_cursor: "p2" })).toEqual(page([3]));
});

test("every page is narrowed as the first one is", async () => {
  const { credentials, requests } = observed(listing({ "": page([1], "p2"), p2: page([2]) }));

  await credentials.list({ team_id: [teamA, teamB], provider: "fitbit" }).toArray();

  const queries = requests.map(({ url }) => new URL(url).searchParams);
  expect(queries.map((query) => [query.getAll("team_id"), query.get("provider")])).toEqual(
    Array(2).fill([[teamA, teamB], "fitbit"]),
  );
});

for (const [what, end] of [
  ["absent", page([2])],
  ["null", page([2], null)],
  ["empty", page([2], "")],
] as const) {
  test(`a cursor that is ${what} ends the listing`, async () => {
    const { credentials, requests } = observed(listing({ "": page([1], "p2"), p2: end }));

    const found = await idsOf(credentials.list());

    expect(found).toEqual(ids([1, 2]));
    expect(requests).toHaveLength(2);
  });
}

test("an empty page with a cursor is followed", async () => {
  const { credentials } = observed(
    listing({ "": page([], "p2"), p2: page([], "p3"), p3: page([1], "p4"), p4: page([]) }),
  );

  expect(await idsOf(credentials.list())).toEqual(ids([1]));
});

test("pages gives empty pages too", async () => {
  const { credentials } = observed(listing({ "": page([], "p2"), p2: page([1]) }));
  const sizes: number[] = [];

  for await (const { credentials: items } of credentials.list().pages()) sizes.push(items.length);

  expect(sizes).toEqual([0, 1]);
});

test("an empty listing gives nothing", async () => {
  const { credentials } = observed(listing({ "": page([]) }));

  expect(await credentials.list().toArray()).toEqual([]);
});

for (const [what, pages, all, again] of [
  ["at once", { "": page([1, 2], "a"), a: page([3, 4], "a") }, [1, 2, 3, 4], "a"],
  [
    "after others",
    { "": page([1], "a"), a: page([2], "b"), b: page([3], "c"), c: page([4], "a") },
    [1, 2, 3, 4],
    "a",
  ],
  ["on an empty page", { "": page([1], "a"), a: page([], "a") }, [1], "a"],
] as const) {
  test(`a cursor that comes again ${what} throws when all credentials have been handed out`, async () => {
    const { credentials } = observed(listing(pages));

    const { ids: found, thrown } = await readUntilThrown(credentials.list());

    expect(found).toEqual(ids(all));
    expect(thrown).toBeInstanceOf(PaginationError);
    expect((thrown as PaginationError).cursor).toBe(again);
  });

  test(`a cursor that comes again ${what} is not asked for again`, async () => {
    const { credentials, requests } = observed(listing(pages));

    await readUntilThrown(credentials.list());

    expect(requests).toHaveLength(Object.keys(pages).length);
  });
}

test("a cursor that the caller began with and that comes again throws", async () => {
  const { credentials } = observed(listing({ a: page([1], "b"), b: page([2], "a") }));

  const { ids: found, thrown } = await readUntilThrown(credentials.list({ next_cursor: "a" }));

  expect(found).toEqual(ids([1, 2]));
  expect((thrown as PaginationError).cursor).toBe("a");
});

test("pages throws for a cursor that comes again, after the page that it came with", async () => {
  const { credentials } = observed(listing({ "": page([1], "a"), a: page([2], "a") }));
  const found: string[] = [];

  const error = await errorOf(PaginationError, async () => {
    for await (const { credentials: items } of credentials.list().pages())
      found.push(...items.map(({ id }) => id));
  });

  expect(found).toEqual(ids([1, 2]));
  expect(error.cursor).toBe("a");
});

test("two readers of one listing each get all of it", async () => {
  const { credentials, requests } = observed(listing({ "": page([1, 2], "p2"), p2: page([3]) }));
  const pager = credentials.list();

  const [one, other] = await Promise.all([idsOf(pager), idsOf(pager)]);

  expect([one, other]).toEqual([ids([1, 2, 3]), ids([1, 2, 3])]);
  expect(requests).toHaveLength(4);
});

test("a reader that stops leaves the other readers of its listing alone", async () => {
  const { credentials } = observed(listing({ "": page([1, 2], "p2"), p2: page([3]) }));
  const pager = credentials.list();
  const one = pager[Symbol.asyncIterator]();
  const other = pager[Symbol.asyncIterator]();
  await Promise.all([one.next(), other.next()]);

  await one.return();
  const rest = [await other.next(), await other.next(), await other.next()];

  expect(rest.map(({ value }) => value?.id)).toEqual([idOf(2), idOf(3), undefined]);
});

for (const [limit, count] of [
  [0, 0],
  [1, 1],
  [19, 19],
  [20, 20],
  [21, 21],
  [249, 249],
  [250, 250],
  [251, 250],
  [Number.POSITIVE_INFINITY, 250],
  [undefined, 250],
] as const) {
  test(`toArray gives ${count} of 250 credentials at a limit of ${limit}`, async () => {
    const { credentials, samples } = crowd();

    expect(await credentials.list().toArray({ limit })).toEqual(samples.slice(0, count));
  });
}

test("toArray with a limit of nothing asks for nothing", async () => {
  const { credentials, requests } = crowd();

  await credentials.list().toArray({ limit: 0 });

  expect(requests).toHaveLength(0);
});

test("toArray with a limit of one full page asks for that page only", async () => {
  const { credentials, requests } = crowd();

  await credentials.list().toArray({ limit: 20 });
  await idle();

  expect(requests).toHaveLength(1);
});

test("toArray with a limit stops asking, but for the page that is on its way", async () => {
  const { credentials, requests } = crowd();

  await credentials.list().toArray({ limit: 60 });
  await idle();

  expect(requests.length).toBeLessThanOrEqual(4);
});

for (const limit of [-1, Number.NaN, Number.NEGATIVE_INFINITY, "5", null, 5n]) {
  test(`toArray refuses a limit of ${String(limit)}, and nothing is sent`, async () => {
    const { credentials, requests } = crowd();

    const { issues } = await errorOf(RequestError, () =>
      credentials.list().toArray({ limit: limit as never }),
    );

    expect(issues.map(({ path }) => path)).toEqual(["limit"]);
    expect(requests).toHaveLength(0);
  });
}
