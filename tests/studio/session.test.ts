// The server of the page is started again with another token: nothing that was typed is lost.

import { expect } from "vitest";
import { setsOf } from "../cli/harness.js";
import { north } from "../plan/world.js";
import { inEveryScope } from "./faults.js";
import { inside } from "./inside.js";
import { eventually } from "./reading.js";
import {
  boxIn,
  endIn,
  paste,
  query,
  remove,
  restarted,
  resultIn,
  set,
  typedIn,
  typeInto,
} from "./restart.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

const complaints = failedRequests;

test("a reload keeps the session", async () => {
  const { page } = await visit({ api: inEveryScope() });

  await page.reload();

  await page
    .getByRole("row", { name: /Clinic North/ })
    .first()
    .waitFor();
});

test("a server that was restarted is named once, and the new URL continues with what is on the page", async () => {
  const visited = await visit({ api: inEveryScope(), complaints });
  const { page } = visited;
  await page.getByRole("row", { name: /sandbox US/ }).waitFor();

  const next = await restarted(visited);
  await page.getByRole("button", { name: "Refresh" }).click();
  const text = await endIn(page).textContent();
  await eventually(() => page.getByRole("alert").filter({ hasText: /\S/ }).count()).toBe(1);
  await eventually(() => page.getByRole("row", { name: /Clinic North/ }).count()).toBe(4);
  visited.api
    .scope("sandbox", "us")
    .set({ team_id: north, provider: "oura", client_id: "1", client_secret: "2" });
  await paste(page, next.printed.trim());
  await page.getByRole("row", { name: /oura/ }).waitFor();

  expect(text).toMatch(/What you typed stays on this page\. Paste the URL that the server printed/);
  await eventually(() => endIn(page).count()).toBe(0);
});

test("a set after a restart keeps every typed value, and the new URL lets it pass", async () => {
  const visited = await visit({ query, complaints });
  const { page, api } = visited;
  await typeInto(page);

  const next = await restarted(visited);
  await set(page);
  await endIn(page).waitFor();
  const refused = setsOf(api).length;
  const typed = await typedIn(page);
  await paste(page, next.printed.trim());
  await endIn(page).waitFor({ state: "detached" });
  const kept = await typedIn(page);
  await set(page);
  await resultIn(page).waitFor();

  expect(refused).toBe(0);
  expect(typed).toEqual(["the id", "the secret"]);
  expect(kept).toEqual(["the id", "the secret"]);
  expect(setsOf(api)).toMatchObject([{ client_id: "the id", client_secret: "the secret" }]);
});

test("a URL without a token, and one of another server, are refused with the reason", async () => {
  const visited = await visit({ query, complaints });
  const { page } = visited;
  await typeInto(page);
  await restarted(visited);
  await set(page);
  await endIn(page).waitFor();

  await paste(page, visited.studio.origin);
  await page.getByText("Paste the whole URL, which ends with #token= and the token.").waitFor();
  await paste(page, "http://127.0.0.1:1/#token=another");
  await page.getByText("This URL belongs to http://127.0.0.1:1. Open it in a new tab.").waitFor();

  expect(await typedIn(page)).toEqual(["the id", "the secret"]);
});

test("the new URL in the address bar of the same tab continues as well", async () => {
  const visited = await visit({ query, complaints });
  const { page } = visited;
  await typeInto(page);
  const next = await restarted(visited);
  await set(page);
  await endIn(page).waitFor();

  await inside(
    page,
    ({ location }, token) => {
      location.hash = `token=${token}`;
    },
    next.token,
  );
  await endIn(page).waitFor({ state: "detached" });
  await set(page);
  await resultIn(page).waitFor();

  expect(page.url()).not.toContain("token");
});

test("a delete after a restart keeps the selection, and the new URL lets it pass", async () => {
  const visited = await visit({ api: inEveryScope(), complaints });
  const { page, api } = visited;
  await boxIn(page).check();

  const next = await restarted(visited);
  await remove(page);
  await endIn(page).waitFor();
  const isSelected = await boxIn(page).isChecked();
  await paste(page, next.printed.trim());
  await endIn(page).waitFor({ state: "detached" });
  await remove(page);
  await page.getByRole("status").filter({ hasText: "1 deleted." }).waitFor();

  expect(isSelected).toBe(true);
  expect(api.scope("sandbox", "us").credentials).toEqual([]);
});
