// Responses of a stand-in for `fetch` whose headers run code of the caller.

import { AsyncLocalStorage } from "node:async_hooks";
import { JunctionManagement } from "junction-credentials";
import { expect, test } from "vitest";

const orgId = "6f1c2a4e-0d3b-4c55-9a51-3f0e7c9d1b22";
const page = new TextEncoder().encode('{"credentials":[]}');

/** A client whose `fetch` gives a page, and calls a function whenever a header is read. */
function client(onHeader: (name: string) => void) {
  const fetch = async () => ({
    status: 200,
    headers: {
      get(name: string) {
        onHeader(name);
        return name === "content-length" ? String(page.length) : null;
      },
    },
    arrayBuffer: async () => page.slice().buffer,
  });
  return new JunctionManagement({ orgId, managementKey: "mg_test", fetch });
}

test("headers are read in the async context of the call", async () => {
  const tenants = new AsyncLocalStorage<number>();
  const seen: [number, number | undefined][] = [];

  await Promise.all(
    Array.from({ length: 100 }, (_, tenant) =>
      tenants.run(tenant, async () => {
        const junction = client(() => seen.push([tenant, tenants.getStore()]));
        await junction.teamCustomCredentials("sandbox", "us").list();
      }),
    ),
  );

  expect(seen.length).toBeGreaterThanOrEqual(100);
  expect(seen.filter(([tenant, store]) => tenant !== store)).toEqual([]);
});

test("headers that make other calls, dispose of the client and throw harm no call", async () => {
  const others: Promise<unknown>[] = [];
  const other = client(() => {}).teamCustomCredentials("sandbox", "eu");
  const junction = client(() => {
    others.push(other.list().toArray());
    junction[Symbol.dispose]();
    throw new Error("fake");
  });

  const { credentials } = await junction.teamCustomCredentials("sandbox", "us").list();

  expect(credentials).toEqual([]);
  expect(others.length).toBeGreaterThan(0);
  expect(await Promise.all(others)).toEqual(others.map(() => []));
});
