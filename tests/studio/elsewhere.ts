/** Opens pages of other sites beside a running studio, and tells what they can do to it. */

import { type FakeManagementApi, fakeManagementApi } from "junction-credentials/testing";
import { type Browser, type BrowserContext, type Page, chromium as playwright } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { chromium } from "../../scripts/chromium.mjs";
import { installCommandLine } from "../cli/harness.js";
import { closing, listening, served, stored } from "../cli/server.js";
import { type OpenStudio, openStudio } from "../cli/studio.js";
import { teams } from "../plan/world.js";
import { type Inside, inside } from "./inside.js";

/** A name of somebody else that leads to this machine, as in DNS rebinding. */
export const evilHost = "evil.example";

let browser: Browser;

/** Installs the package, and starts a browser for which the other host is this machine. */
export function installElsewhere(): void {
  installCommandLine();
  beforeAll(async () => {
    const executablePath = await chromium();
    const rule = `--host-resolver-rules=MAP ${evilHost} 127.0.0.1`;
    if (executablePath) browser = await playwright.launch({ executablePath, args: ["--disable-gpu", rule] });
  });
  afterAll(() => browser?.close());
}

/** A studio with stored credentials, without a page. */
export interface Attacked {
  readonly studio: OpenStudio;
  readonly api: FakeManagementApi;
  /** The path of the credentials of the sandbox in the United States. */
  readonly list: string;
}

export async function attacked(): Promise<Attacked> {
  const api = fakeManagementApi({ teams, credentials: stored });
  const studio = await openStudio([], { api: await served(api) });
  return { studio, api, list: "/api/junction/v1/org/self/team_custom_credentials/sandbox/us" };
}

/** Opens a window that shares nothing with others. */
export async function windowOf(): Promise<BrowserContext> {
  const context = await browser.newContext();
  context.setDefaultTimeout(15_000);
  closing.push(() => context.close());
  return context;
}

/** Opens a page of another site, which is served at another port of this machine by any of its names. */
export async function elsewhere(host: string, context?: BrowserContext): Promise<Page> {
  const address = await listening((_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>Elsewhere</title><body>");
  });
  const page = await (context ?? (await windowOf())).newPage();
  await page.goto(address.replace("127.0.0.1", host));
  return page;
}

/** The outcome of a request by a script: its status, `opaque` if nothing can be read, or `refused`. */
export function fetched(page: Page, url: string, init: RequestInit = {}): Promise<number | string> {
  return inside(
    page,
    (window, [url, init]) =>
      window.fetch(url, init).then(
        ({ status, type }: Inside) => (type === "opaque" ? type : status),
        () => "refused",
      ),
    [url, init] as const,
  );
}
