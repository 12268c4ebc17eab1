// The content security policy of the page blocks whatever an injection would begin with.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { listening } from "../cli/server.js";
import { attacked, installElsewhere, windowOf } from "./elsewhere.js";
import { type Inside, inside } from "./inside.js";
import { test } from "./visit.js";

installElsewhere();

/** The page, and what was requested of another server. */
async function injected() {
  const { studio } = await attacked();
  const stolen: string[] = [];
  const collector = await listening(({ url = "" }, response) => {
    stolen.push(url);
    response.writeHead(200, { "access-control-allow-origin": "*" }).end();
  });
  const page = await (await windowOf()).newPage();
  await page.goto(`${studio.origin}/#token=${studio.token}`);
  await page.getByRole("row", { name: /Clinic North/ }).waitFor();
  return { page, studio, stolen, collector };
}

/** Does something to the page, and returns the directives of its policy that forbid it. */
async function violated<Argument>(
  page: Page,
  work: (window: Inside, argument: Argument) => unknown,
  argument: Argument,
): Promise<string[]> {
  await inside(page, (window) => {
    window.found = [];
    window.addEventListener("securitypolicyviolation", ({ effectiveDirective }: Inside) =>
      window.found.push(effectiveDirective),
    );
  });
  await inside(page, work, argument);
  await page.waitForFunction("globalThis.found.length > 0");
  return await inside(page, ({ found }) => [...new Set<string>(found)]);
}

const hasRun = (page: Page) => inside(page, (window) => "injected" in window);

test("an inline script does not run", async () => {
  const { page } = await injected();

  const directives = await violated(
    page,
    ({ document }, text) => document.body.append(Object.assign(document.createElement("script"), { text })),
    "globalThis.injected = true",
  );

  expect(directives).toEqual(["script-src-elem"]);
  expect(await hasRun(page)).toBe(false);
});

test("an event handler in HTML does not run", async () => {
  const { page } = await injected();

  const directives = await violated(
    page,
    ({ document }, html) => document.body.insertAdjacentHTML("beforeend", html),
    '<img src="data:," onerror="globalThis.injected = true">',
  );

  expect(directives).toEqual(["script-src-attr"]);
  expect(await hasRun(page)).toBe(false);
});

test("a text is not evaluated as code", async () => {
  const { page } = await injected();

  // In a timer, since the tools of the test may evaluate texts.
  const directives = await violated(
    page,
    (window, text) => void window.setTimeout(() => window.eval(text)),
    "globalThis.injected = true",
  );

  expect(directives).toEqual(["script-src"]);
  expect(await hasRun(page)).toBe(false);
});

test("nothing is sent to another server: not by an image, a script, a style, a frame or a request", async () => {
  const { page, stolen, collector } = await injected();

  const directives = await violated(
    page,
    ({ document, navigator, fetch }, url) => {
      const add = (tag: string, attributes: object) =>
        document.body.append(Object.assign(document.createElement(tag), attributes));
      add("img", { src: `${url}/image` });
      add("script", { src: `${url}/script` });
      add("link", { rel: "stylesheet", href: `${url}/style` });
      add("iframe", { src: `${url}/frame` });
      navigator.sendBeacon(`${url}/beacon`, "data");
      return fetch(`${url}/fetch`).catch(() => {});
    },
    collector,
  );

  expect(directives.toSorted()).toEqual([
    "connect-src",
    "frame-src",
    "img-src",
    "script-src-elem",
    "style-src-elem",
  ]);
  expect(stolen).toEqual([]);
});

test("a form cannot send what was typed to another server", async () => {
  const { page, stolen, collector } = await injected();

  const directives = await violated(
    page,
    ({ document }, action) => {
      const form = Object.assign(document.createElement("form"), { action, method: "post" });
      document.body.append(form);
      form.submit();
    },
    collector,
  );

  expect(directives).toEqual(["form-action"]);
  expect(stolen).toEqual([]);
});

test("the base of the addresses cannot be moved, and inline styles do not apply", async () => {
  const { page, collector } = await injected();

  const directives = await violated(
    page,
    ({ document }, href) => {
      document.head.append(Object.assign(document.createElement("base"), { href }));
      document.body.insertAdjacentHTML("beforeend", '<p id="styled" style="color: rgb(1, 2, 3)">text</p>');
    },
    collector,
  );
  const color = await inside(page, (window) => {
    return window.getComputedStyle(window.document.querySelector("#styled")).color;
  });

  expect(directives.toSorted()).toEqual(["base-uri", "style-src-attr"]);
  expect(await inside(page, ({ document }) => document.baseURI)).not.toContain(collector);
  expect(color).not.toBe("rgb(1, 2, 3)");
});

test("another origin is told nothing of where a link was followed from", async () => {
  const { page } = await injected();
  const referrers: (string | undefined)[] = [];
  const other = await listening(({ headers }, response) => {
    referrers.push(headers.referer);
    response.end("<!doctype html>");
  });

  await inside(page, ({ location }, url) => location.assign(url), other);
  await page.waitForURL(`${other}/`);

  expect(referrers[0]).toBeUndefined();
});
