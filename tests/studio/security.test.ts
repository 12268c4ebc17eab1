// A page of another origin can neither read nor write anything, whichever way it tries.

import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { north } from "../plan/world.js";
import {
  type Attacked,
  attacked,
  elsewhere,
  evilHost,
  fetched,
  installElsewhere,
  windowOf,
} from "./elsewhere.js";
import { inside } from "./inside.js";
import { test } from "./visit.js";

installElsewhere();

const body = JSON.stringify({ team_id: north, provider: "strava", client_id: "evil", client_secret: "evil" });
const text = { "content-type": "text/plain" };
const json = { "content-type": "application/json" };

/** The requests that a script of another site can think of. */
function attempts({ studio: { token }, list }: Attacked): {
  [what: string]: [path: string, init: RequestInit];
} {
  const own = { "x-studio-token": token };
  return {
    "a reading request": [list, {}],
    "a reading request that wants no answer": [list, { mode: "no-cors" }],
    "a reading request with cookies": [list, { credentials: "include" }],
    "a guessed token": [list, { headers: { "x-studio-token": "guessed" } }],
    "the token itself": [list, { headers: own }],
    "a set as text": [list, { method: "POST", body, headers: text, mode: "no-cors" }],
    "a set with the token": [list, { method: "POST", body, headers: { ...json, ...own } }],
    "a delete": [`${list}?ids=1`, { method: "DELETE" }],
    "a delete with the token": [`${list}?ids=1`, { method: "DELETE", headers: own }],
    "the facts of the server": ["/api/studio", { headers: own }],
    "the page": ["/", {}],
  };
}

/** Names of this machine with which a page has another origin than the studio. */
for (const host of ["127.0.0.1", "localhost", evilHost]) {
  describe(`a page at another port of ${host}`, () => {
    test("reads and writes nothing by a script, not even with the token", async () => {
      const target = await attacked();
      const { studio, api } = target;
      const page = await elsewhere(host);

      const outcomes: unknown[] = [];
      for (const origin of [studio.origin, studio.origin.replace("127.0.0.1", "localhost")]) {
        for (const [path, init] of Object.values(attempts(target))) {
          outcomes.push(await fetched(page, origin + path, init));
        }
      }

      expect(new Set(outcomes)).toEqual(new Set(["refused"]));
      expect(api.requests).toEqual([]);
    });

    test("writes nothing by a form", async () => {
      const { studio, api, list } = await attacked();

      for (const enctype of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
        const page = await elsewhere(host);
        const answered = page.waitForResponse((response) => response.url().startsWith(studio.origin));
        await submit(page, studio.origin + list, enctype);

        expect((await answered).status()).toBe(403);
      }
      expect(api.requests).toEqual([]);
    });

    test("can embed neither the page, nor its scripts, styles and answers", async () => {
      const { studio, api, list } = await attacked();
      const { text } = await studio.send("/");
      const [script = "", style = ""] = [/src="\.(.*?)"/, /href="\.(\/assets.*?)"/].map(
        (path) => path.exec(text)?.[1],
      );
      const page = await elsewhere(host);

      const outcomes = [
        await embedded(page, "script", "src", studio.origin + script),
        await embedded(page, "script", "src", studio.origin + list),
        await embedded(page, "link", "href", studio.origin + style),
        await embedded(page, "img", "src", studio.origin + list),
      ];
      await embedded(page, "iframe", "src", studio.origin);

      expect(script && style).toMatch(/^\/assets\//);
      expect(outcomes).toEqual(["error", "error", "error", "error"]);
      // The browser shows a page of its own in place of what may not be embedded.
      await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
      expect(api.requests).toEqual([]);
    });

    test("loses a window that it opens on the studio at once", async () => {
      const { studio, api } = await attacked();
      const page = await elsewhere(host);

      const popup = page.waitForEvent("popup");
      await inside(
        page,
        (window, url) => {
          window.opened = window.open(url);
        },
        `${studio.origin}/#token=${studio.token}`,
      );
      const opened = await popup;
      await opened.getByRole("row", { name: /Clinic North/ }).waitFor();
      const reached = api.requests.length;
      const seen = await inside(page, ({ opened }) => {
        opened.postMessage("hello", "*");
        opened.location.href = "about:blank";
        return { isClosed: opened.closed, frames: opened.length };
      });
      const opener = await inside(opened, (window) => window.opener);

      expect(reached).toBeGreaterThan(0);
      expect(seen).toEqual({ isClosed: true, frames: 0 });
      expect(opener).toBeNull();
      expect(opened.url()).toMatch(studio.origin);
    });
  });
}

test("the studio under another name of this machine is refused, so that no page gets its origin", async () => {
  const target = await attacked();
  const { studio, api } = target;
  const page = await (await windowOf()).newPage();

  const answer = await page.goto(studio.origin.replace("127.0.0.1", evilHost));
  const outcomes: unknown[] = [];
  for (const [path, init] of Object.values(attempts(target))) {
    outcomes.push(await fetched(page, new URL(path, page.url()).href, init));
  }

  expect(answer?.status()).toBe(421);
  expect(new Set(outcomes)).toEqual(new Set([421]));
  expect(api.requests).toEqual([]);
});

test("the studio as localhost serves its page, which has no access to one at 127.0.0.1", async () => {
  const target = await attacked();
  const { studio, api } = target;
  const page = await (await windowOf()).newPage();

  await page.goto(studio.origin.replace("127.0.0.1", "localhost"));
  const outcomes: unknown[] = [];
  for (const [path, init] of Object.values(attempts(target))) {
    outcomes.push(await fetched(page, studio.origin + path, init));
  }

  expect(new Set(outcomes)).toEqual(new Set(["refused"]));
  expect(api.requests).toEqual([]);
});

/** Submits a form whose only field looks like the body of a set. */
async function submit(page: Page, action: string, enctype: string): Promise<void> {
  await inside(
    page,
    ({ document }, [action, enctype, name]) => {
      const form = Object.assign(document.createElement("form"), { action, enctype, method: "post" });
      form.append(Object.assign(document.createElement("input"), { name, value: '"}' }));
      document.body.append(form);
      form.submit();
    },
    [action, enctype, `${body.slice(0, -1)},"ignored":"`] as const,
  );
}

/** Adds an element to a page, and returns the event that tells what became of it. */
async function embedded(page: Page, tag: string, attribute: string, url: string): Promise<string> {
  return await inside(
    page,
    ({ document }, [tag, attribute, url]) => {
      const element = document.createElement(tag);
      element.setAttribute(attribute, url);
      if (tag === "link") element.setAttribute("rel", "stylesheet");
      const result = new Promise<string>((resolve) => {
        element.onload = () => resolve("load");
        element.onerror = () => resolve("error");
      });
      document.body.append(element);
      return result;
    },
    [tag, attribute, url] as const,
  );
}
