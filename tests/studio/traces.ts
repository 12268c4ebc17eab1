/** Collects everything that a page and its browser remember. */

import type { BrowserContext, Page } from "playwright-core";
import { type Inside, inside } from "./inside.js";

/** A place and what is there, as text. */
export interface Trace {
  readonly where: string;
  readonly text: string;
}

/** What a page shows, and what its fields contain. */
export async function shownBy(page: Page, when: string): Promise<Trace[]> {
  const { html, values } = await inside(page, ({ document }) => ({
    html: String(document.documentElement.outerHTML),
    values: [...document.querySelectorAll("input, textarea, select")].map(({ value }: Inside) => value),
  }));
  return [
    { where: `the document ${when}`, text: html },
    { where: `the fields ${when}`, text: JSON.stringify(values) },
    { where: `the title ${when}`, text: await page.title() },
    { where: `the address ${when}`, text: page.url() },
  ];
}

/** What a page has stored. */
export async function storedBy(page: Page): Promise<Trace[]> {
  const stored = await inside(page, async (window) => ({
    localStorage: JSON.stringify({ ...window.localStorage }),
    sessionStorage: JSON.stringify({ ...window.sessionStorage }),
    indexedDB: JSON.stringify(await window.indexedDB.databases()),
    caches: JSON.stringify(await window.caches.keys()),
    "document.cookie": String(window.document.cookie),
    "history.state": String(JSON.stringify(window.history.state)),
    "window.name": String(window.name),
  }));
  const cookies = { where: "cookies", text: JSON.stringify(await page.context().cookies()) };
  return [...Object.entries(stored).map(([where, text]) => ({ where, text })), cookies];
}

/** The history of a tab: its entries, and what each shows when the person goes back. */
export async function historyOf(page: Page): Promise<Trace[]> {
  const session = await page.context().newCDPSession(page);
  const { entries, currentIndex } = await session.send("Page.getNavigationHistory");
  // Not the URL that was typed, which the browser keeps for itself.
  const kept = entries.map(({ url, title }) => ({ url, title }));
  const traces = [{ where: "the history", text: JSON.stringify(kept) }];
  for (let steps = 1; steps <= currentIndex; steps += 1) {
    const isLeft = await page.goBack().then((response) => response === null && page.url() === "about:blank");
    if (isLeft) break;
    traces.push(...(await shownBy(page, `${steps} steps back`)));
  }
  return traces;
}

/** What is sent and printed from now on. */
export interface Record {
  /** The method, the URL, the headers and the body of each request. */
  readonly requests: { readonly line: string; readonly rest: string }[];
  /** The body of each response. */
  readonly bodies: Promise<string>[];
  readonly console: string[];
}

/** Records what the pages of a window send, receive and print. */
export function recorded(context: BrowserContext): Record {
  const record: Record = { requests: [], bodies: [], console: [] };
  context.on("console", (message) => record.console.push(message.text()));
  context.on("weberror", (error) => record.console.push(`${error.error()}`));
  context.on("request", (request) => {
    const rest = JSON.stringify(request.headers()) + (request.postData() ?? "");
    record.requests.push({ line: `${request.method()} ${request.url()}`, rest });
  });
  context.on("response", (response) => record.bodies.push(response.text().catch(() => "")));
  return record;
}
