// A tab has a session of its own: without the token, the page asks for it and sends nothing.

import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { type Attacked, attacked, fetched, installElsewhere, windowOf } from "./elsewhere.js";
import { inside } from "./inside.js";
import { eventually } from "./reading.js";
import { test } from "./visit.js";

installElsewhere();

/** Opens the page with the token, as its user does. */
async function opened({ studio }: Attacked): Promise<{ page: Page; context: BrowserContext }> {
  const context = await windowOf();
  const page = await context.newPage();
  await page.goto(`${studio.origin}/#token=${studio.token}`);
  await rowIn(page).waitFor();
  return { page, context };
}

const rowIn = (page: Page) => page.getByRole("row", { name: /Clinic North/ });
const askIn = (page: Page) => page.getByRole("status").filter({ hasText: "This tab has no token." });

/** The paths that a page requests after this. */
function requestsOf(context: BrowserContext): string[] {
  const paths: string[] = [];
  context.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

test("a second tab without the token says how to get it, and sends nothing to the API", async () => {
  const target = await attacked();
  const { context } = await opened(target);
  const before = target.api.requests.length;
  const paths = requestsOf(context);

  const second = await context.newPage();
  await second.goto(target.studio.origin);
  const text = await askIn(second).textContent();
  await second.reload();
  await askIn(second).waitFor();

  expect(text).toMatch(/copy the whole URL, and open it here/);
  await eventually(() => second.getByRole("grid").count()).toBe(0);
  expect(paths.filter((path) => path.startsWith("/api/"))).toEqual([]);
  expect(target.api.requests).toHaveLength(before);
});

test("a second tab that knows the paths of the API is refused", async () => {
  const target = await attacked();
  const { context } = await opened(target);
  const before = target.api.requests.length;

  const second = await context.newPage();
  await second.goto(target.studio.origin);
  const outcomes = [
    await fetched(second, target.list),
    await fetched(second, target.list, { headers: { "x-studio-token": "guessed" } }),
    await fetched(second, target.list, { method: "POST", body: "{}" }),
    await fetched(second, `${target.list}?ids=1`, { method: "DELETE" }),
    await fetched(second, "/api/studio"),
    await fetched(second, "/api/studio/plan"),
  ];
  const direct = await second.goto(target.studio.origin + target.list);

  expect(outcomes).toEqual([401, 401, 401, 401, 401, 401]);
  expect(direct?.status()).toBe(403);
  expect(target.api.requests).toHaveLength(before);
});

test("a second tab continues with the URL that is pasted into it", async () => {
  const target = await attacked();
  const { context } = await opened(target);
  const second = await context.newPage();
  await second.goto(target.studio.origin);

  await second.getByRole("textbox", { name: "The printed URL" }).fill(target.studio.printed.trim());
  await second.getByRole("button", { name: "Continue" }).click();

  await rowIn(second).waitFor();
});

test("a tab that a wrong token was put into says that it is not accepted, and shows nothing", async () => {
  const target = await attacked();
  const page = await (await windowOf()).newPage();

  await page.goto(`${target.studio.origin}/#token=chosen-by-somebody-else`);
  await page.getByRole("alert").filter({ hasText: "no longer accepts the token" }).waitFor();

  await eventually(() => rowIn(page).count()).toBe(0);
  expect(target.api.requests).toEqual([]);
});

test("a view that Ctrl opens in a new tab has no session, and says how to get one", async () => {
  const target = await attacked();
  const { page, context } = await opened(target);

  const popup = context.waitForEvent("page");
  await page.getByRole("link", { name: "Coverage" }).click({ modifiers: ["ControlOrMeta"] });
  const second = await popup;
  await askIn(second).waitFor();

  expect(await inside(second, ({ sessionStorage }) => sessionStorage.length)).toBe(0);
});

test("a window that the page opens without noopener has the session, one with noopener has none", async () => {
  const target = await attacked();
  const { page, context } = await opened(target);

  const tokens: (string | null)[] = [];
  for (const features of ["", "noopener"]) {
    const popup = context.waitForEvent("page");
    await inside(page, (window, features) => void window.open("/", "_blank", features), features);
    const second = await popup;
    await second.getByRole("main").waitFor();
    tokens.push(await inside(second, ({ sessionStorage }) => sessionStorage.getItem("studio-token")));
  }

  expect(tokens).toEqual([target.studio.token, null]);
});

test("nothing is kept for other tabs: no service worker, no cache, no cookie, no stored answer", async () => {
  const target = await attacked();
  const context = await windowOf();
  const policies: string[] = [];
  context.on("response", async (response) => {
    if (response.url().includes("/api/")) policies.push(response.headers()["cache-control"] ?? "none");
  });
  const page = await context.newPage();
  await page.goto(`${target.studio.origin}/#token=${target.studio.token}`);
  await rowIn(page).waitFor();

  const kept = await inside(page, async (window) => ({
    workers: (await window.navigator.serviceWorker.getRegistrations()).length,
    caches: await window.caches.keys(),
    databases: (await window.indexedDB.databases()).length,
    local: Object.keys(window.localStorage),
    session: Object.keys(window.sessionStorage),
    cookie: window.document.cookie,
  }));

  expect(kept).toEqual({
    workers: 0,
    caches: [],
    databases: 0,
    local: [],
    session: ["studio-token"],
    cookie: "",
  });
  expect(await context.cookies()).toEqual([]);
  expect(new Set(policies)).toEqual(new Set(["no-store"]));
});
