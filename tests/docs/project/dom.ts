// A browser without a screen, and its connection to the server of `docs/embedding.md` in front of the fake API. Loaded
// with `--import`, before the libraries of the page, which look for a window when they are loaded.

import "./given.js";
import { Window } from "happy-dom";
// Loaded while there is no window, in which a client refuses a key.
import { handler } from "./server.js";

const fake = new Window({ url: location.href });
const { document, navigator, FormData, HTMLElement } = fake;
for (const [name, value] of Object.entries({ window: fake, document, navigator, FormData, HTMLElement })) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}

/** Is awaited before the page gets a response of its server. */
let before: (url: URL) => unknown = () => {};

export function beforeResponses(step: (url: URL) => unknown): void {
  before = step;
}

const upstream = api.fetch;
globalThis.fetch = (async (url: string, init: RequestInit) => {
  if (!url.startsWith(`${location.origin}/`)) return upstream(url, init);
  const headers = { ...init.headers, "sec-fetch-site": "same-origin" };
  const response = await handler(new Request(url, { ...init, headers }));
  await before(new URL(url));
  return response;
}) as typeof fetch;
