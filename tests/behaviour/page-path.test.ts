// A client in a page: a path of the page as baseUrl, without a key and an organisation.

import { JunctionManagement, type JunctionManagementOptions, RequestError } from "junction-credentials";
import { expect, test } from "vitest";
import { page } from "./bodies.js";
import { managementKey, observed, orgId } from "./observed.js";
import { errorOf } from "./thrown.js";

type Page = { location?: { origin: string } };

/** Runs a function as in a page, and passes the origin of the page. Browsers have one that cannot be replaced. */
async function inPage(
  run: (origin: string) => Promise<void>,
  origin = "https://admin.example",
): Promise<void> {
  const real = (globalThis as Page).location?.origin;
  if (real) return run(real);
  Object.defineProperty(globalThis, "location", { value: { origin }, configurable: true });
  try {
    await run(origin);
  } finally {
    Reflect.deleteProperty(globalThis, "location");
  }
}

const isBrowser = (globalThis as Page).location?.origin !== undefined;

/** A client of a proxy, which has neither a key nor an organisation. */
const proxied = (baseUrl: string, options: JunctionManagementOptions = {}) =>
  observed(() => Response.json(page([1])), {
    managementKey: undefined,
    orgId: undefined,
    baseUrl,
    ...options,
  });

test("a path is resolved against the page, and self stands for the organisation", () =>
  inPage(async (origin) => {
    const { credentials, requests } = proxied("/api/junction/");

    await credentials.list();

    expect(requests.map(({ url }) => url)).toEqual([
      `${origin}/api/junction/v1/org/self/team_custom_credentials/sandbox/us`,
    ]);
    expect(Object.keys(requests[0]?.init.headers ?? {})).toEqual(["accept"]);
  }));

test("the root of the page is a path", () =>
  inPage(async (origin) => {
    const { credentials, requests } = proxied("/");

    await credentials.list();

    expect(requests[0]?.url).toBe(`${origin}/v1/org/self/team_custom_credentials/sandbox/us`);
  }));

test("the teams are listed at the proxy, too", () =>
  inPage(async (origin) => {
    const { junction, requests } = observed(() => Response.json({ teams: [], next_cursor: null }), {
      managementKey: undefined,
      orgId: undefined,
      baseUrl: "/api",
    });

    await junction.teams.list();

    expect(requests[0]?.url).toBe(`${origin}/api/v1/org/self/team`);
  }));

if (!isBrowser) {
  test("a page may use plain http", () =>
    inPage(async (origin) => {
      const { credentials, requests } = proxied("/api");

      await credentials.list();

      expect(requests[0]?.url).toMatch(`${origin}/api/v1/`);
    }, "http://admin.example:8080"));

  test("a path without a page is refused, and the error says where one is possible", async () => {
    const error = await errorOf(RequestError, () => proxied("/api"));

    expect(error.issues).toEqual([
      {
        path: "baseUrl",
        message:
          "expected an https URL, an http URL of this machine, or in a page a path such as `/api/junction`, without credentials and query",
      },
    ]);
  });

  test("a page without an origin is refused", () =>
    inPage(async () => {
      await errorOf(RequestError, () => proxied("/api"));
    }, "null"));
}

for (const baseUrl of [
  "//other.example/api",
  "/\\other.example/api",
  "/\t/other.example/api",
  "/\n/other.example",
  "/\r/other.example",
  "/api\t/x",
  "\t/api",
  " /api",
  "\\api",
  "\\\\other.example",
  "api",
  "./api",
  "/api?key=x",
  "/api#here",
]) {
  test(`this is no path of the page: ${JSON.stringify(baseUrl)}`, () =>
    inPage(async (origin) => {
      const { issues } = await errorOf(RequestError, () =>
        proxied(baseUrl.replace("other.example", new URL(origin).host)),
      );

      expect(issues.map(({ path }) => path)).toContain("baseUrl");
    }));
}

test("a path of the page takes neither the key nor the organisation from the environment", () =>
  inPage(async () => {
    const { process, Deno } = globalThis as { process?: { env?: Record<string, string> }; Deno?: object };
    // Deno runs the tests without the permission to set variables.
    const env = Deno ? undefined : process?.env;
    if (env) Object.assign(env, { JUNCTION_ORG_ID: orgId, JUNCTION_MANAGEMENT_KEY: "mg_environment" });
    try {
      const { credentials, requests } = proxied("/api");

      await credentials.list();

      expect(requests[0]?.url).toContain("/org/self/");
      expect(JSON.stringify(requests[0]?.init)).not.toContain("mg_environment");
    } finally {
      for (const name of ["JUNCTION_ORG_ID", "JUNCTION_MANAGEMENT_KEY"]) delete env?.[name];
    }
  }));

test("an organisation that is given stands in the path", () =>
  inPage(async () => {
    const { credentials, requests } = proxied("/api", { orgId });

    await credentials.list();

    expect(requests[0]?.url).toContain(`/org/${orgId}/`);
  }));

test("a proxy at another address needs no organisation either", async () => {
  const { credentials, requests } = proxied("https://proxy.example/junction");

  await credentials.list();

  expect(requests[0]?.url).toBe(
    "https://proxy.example/junction/v1/org/self/team_custom_credentials/sandbox/us",
  );
});

test("a client with a key needs an organisation", async () => {
  const { issues } = await errorOf(
    RequestError,
    () =>
      new JunctionManagement({
        managementKey,
        baseUrl: "https://proxy.example",
        dangerouslyAllowBrowser: true,
      }),
  );

  expect(issues.map(({ path }) => path)).toEqual(["orgId"]);
});
