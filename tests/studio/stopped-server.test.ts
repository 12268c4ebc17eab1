// The server of the page stops, hangs or cannot be reached: it is named, and nothing that was typed is lost.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { setsOf } from "../cli/harness.js";
import { gate } from "../cli/server.js";
import { inEveryScope } from "./faults.js";
import { eventually } from "./reading.js";
import { boxIn, paste, query, remove, restarted, resultIn, set, stop, typedIn, typeInto } from "./restart.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

const complaints = failedRequests;
const doesNotRespond =
  /The server of this page does not respond\. Check that npx junction-credentials studio still runs in its terminal, then try again\./;

test("a server that is stopped during a listing is named, and the listing is read when it is back", async () => {
  const door = gate();
  const isHeld = /^GET .*\/sandbox\/us/;
  let isOpen = false;
  const before = (request: string) => (isHeld.test(request) && !isOpen ? door.wait() : undefined);
  const visited = await visit({ api: inEveryScope(), before, complaints });
  const { page } = visited;
  await door.arrived;
  await page
    .getByRole("row", { name: /Clinic North/ })
    .nth(2)
    .waitFor();

  isOpen = true;
  await stop(visited.studio);
  const failed = page.getByRole("listitem").filter({ hasText: "sandbox US" });
  const text = await failed.textContent();
  await eventually(() => page.getByRole("row", { name: /Clinic North/ }).count()).toBe(3);
  const next = await restarted(visited);
  await page.getByRole("button", { name: "Try again" }).first().click();
  await paste(page, next.printed.trim());
  await page.getByRole("row", { name: /sandbox US/ }).waitFor();

  expect(text).toMatch(doesNotRespond);
});

test("a server that is stopped during a set is named, and every typed value stays", async () => {
  const door = gate();
  const before = (request: string) => (/^POST .*\/team_custom/.test(request) ? door.wait() : undefined);
  const { page, studio } = await visit({ query, before, complaints });
  await typeInto(page);

  await set(page);
  await door.arrived;
  await stop(studio);
  const text = await page.getByRole("alert").filter({ hasText: "typed is still here" }).textContent();

  expect(text).toMatch(/It is not known whether the credential was set\./);
  expect(text).toMatch(doesNotRespond);
  expect(await typedIn(page)).toEqual(["the id", "the secret"]);
});

test("a server that is stopped during a delete is named, and the selection stays", async () => {
  const door = gate();
  const before = (request: string) => (request.startsWith("DELETE") ? door.wait() : undefined);
  const { page, studio } = await visit({ api: inEveryScope(), before, complaints });
  await boxIn(page).check();

  await remove(page);
  await door.arrived;
  await stop(studio);
  const text = await page.getByRole("listitem").filter({ hasText: "strava of Clinic North" }).textContent();

  expect(text).toMatch(/It is not known whether it was deleted\./);
  expect(text?.replaceAll("`", "")).toMatch(doesNotRespond);
  expect(await boxIn(page).isChecked()).toBe(true);
});

test("a machine without a network in the middle of a set loses nothing that was typed", async () => {
  const { page, api } = await visit({ query, complaints });
  await typeInto(page);

  await page.context().setOffline(true);
  await set(page);
  const text = await page.getByRole("alert").filter({ hasText: "typed is still here" }).textContent();
  const typed = await typedIn(page);
  await page.context().setOffline(false);
  await set(page);
  await resultIn(page).waitFor();

  expect(text).toMatch(doesNotRespond);
  expect(typed).toEqual(["the id", "the secret"]);
  expect(setsOf(api)).toHaveLength(1);
});

test("a server that hangs is blamed, and not Junction", async () => {
  const prepare = async (page: Page) => await page.clock.install();
  const { page, studio } = await visit({ query, complaints, prepare });
  await typeInto(page);

  studio.child.kill("SIGSTOP");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await set(page);
  await sent;
  await page.clock.fastForward(46_000);
  const text = await page.getByRole("alert").filter({ hasText: "typed is still here" }).textContent();

  expect(text).toMatch(/It is not known whether the credential was set\./);
  expect(text).toMatch(/The server of this page d/);
  expect(text).not.toMatch(/Junction did not respond/);
  expect(await typedIn(page)).toEqual(["the id", "the secret"]);
});
