/** Opens the page of the studio in Chromium: that of the installed package, served by its command. */

import {
  type FakeManagementApi,
  type FakeManagementApiOptions,
  fakeManagementApi,
} from "junction-credentials/testing";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { installCommandLine } from "../cli/harness.js";
import { closing, type Step, served } from "../cli/server.js";
import { type OpenStudio, openStudio } from "../cli/studio.js";
import { teams } from "../plan/world.js";
import { launched } from "../runtimes/chromium/page.js";

export { test } from "../runtimes/chromium/page.js";

/** What is opened, and how. */
export interface VisitOptions {
  /** The organisation behind the studio. Default: Clinic North and Clinic South, without credentials. */
  readonly api?: FakeManagementApi | FakeManagementApiOptions;
  /** Is awaited before the API sees a request. A response that it returns replaces that of the API. */
  readonly before?: Step;
  /** Arguments of the command. With `--demo`, there is no other API. */
  readonly args?: readonly string[];
  /** The folder where the command is started. Default: an empty one. */
  readonly cwd?: string;
  /** Arguments of Node itself. */
  readonly nodeArgs?: readonly string[];
  /** The query of the address, such as `?view=set`. */
  readonly query?: string;
  /** The size of the window, the colour scheme and the like. */
  readonly browser?: BrowserContextOptions;
  /** What the browser may write to the console, such as failed requests. Default: nothing. */
  readonly complaints?: RegExp;
  /** Called before the page is opened. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** A page of a running studio. */
export interface Visit {
  readonly page: Page;
  readonly studio: OpenStudio;
  /** The organisation. Of no use with `--demo`. */
  readonly api: FakeManagementApi;
  /** The address of the organisation, for another studio. Undefined with `--demo`. */
  readonly apiUrl: string | undefined;
  /** The address of the page, with the token. */
  readonly address: string;
  /** The URLs that the page has requested. */
  readonly urls: readonly string[];
}

/** The browser writes this about every response of 400 and above, and every lost connection. */
export const failedRequests = /^Failed to load resource: /;

let browser: Browser;

/** Installs the package and starts the browser before the first test of a file. */
export function installStudio(): void {
  installCommandLine();
  beforeAll(async () => {
    browser = await launched();
  });
  afterAll(() => browser.close());
}

/**
 * Starts the studio and opens its page. When the test ends, the console must have stayed empty, and the page must have
 * requested nothing of any other server.
 */
export async function visit(options: VisitOptions = {}): Promise<Visit> {
  const { args = [], cwd, nodeArgs, query = "" } = options;
  const api = isApi(options.api) ? options.api : fakeManagementApi({ teams, ...options.api });
  const apiUrl = args.includes("--demo") ? undefined : await served(api, options.before);
  const studio = await openStudio(args, { api: apiUrl, cwd, nodeArgs });
  const address = `${studio.origin}/${query}#token=${studio.token}`;
  return { studio, api, apiUrl, address, ...(await pageAt(address, options)) };
}

/** Opens an address in a window of its own, which shares nothing with others. */
export async function pageAt(
  address: string,
  { browser: how, complaints: allowed, prepare }: VisitOptions = {},
): Promise<Pick<Visit, "page" | "urls">> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...how });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const urls: string[] = [];
  context.on("console", (message) => complaints.push(message.text()));
  context.on("weberror", (error) => complaints.push(`${error.error()}`));
  context.on("request", (request) => urls.push(request.url()));
  closing.push(async () => {
    await context.close();
    const { origin } = new URL(address);
    expect(complaints.filter((text) => !allowed?.test(text))).toEqual([]);
    expect(urls.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith("data:"))).toEqual([]);
  });
  await prepare?.(page);
  await page.goto(address);
  return { page, urls };
}

const isApi = (given: VisitOptions["api"]): given is FakeManagementApi =>
  given !== undefined && "fetch" in given;
