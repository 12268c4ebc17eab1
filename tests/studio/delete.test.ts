// The deletion of credentials.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { gate } from "../cli/server.js";
import { clinicsApi, everyRow, writesTo } from "./clinics.js";
import { eventually, rowOf, rowsOf, tableOf } from "./reading.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

/** Selects rows, and asks to delete them. */
async function askToDelete(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) await rowOf(page, text).getByRole("checkbox").check();
  await page.getByRole("group", { name: "Selection" }).getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").waitFor();
}

const doomedOf = (page: Page) =>
  page
    .getByRole("alertdialog")
    .getByRole("listitem")
    .evaluateAll((items) => items.map(({ innerText }) => innerText.replace(/\s+/g, " ")));

const isDeletion = (request: string) => request.startsWith("DELETE");

test("one credential is deleted after a confirmation that names its team, provider and scope", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  await askToDelete(page, "Clinic South oura");
  const dialog = page.getByRole("alertdialog", { name: "Delete this credential?" });
  const named = await doomedOf(page);
  const names = await dialog.getByRole("textbox").count();
  const before = writesTo(api);

  await dialog.getByRole("button", { name: "Delete it" }).click();

  await page.getByText("1 deleted.").waitFor();
  await eventually(() => rowsOf(page)).toEqual(everyRow.filter((row) => !row.startsWith("Clinic South")));
  expect(named).toEqual(["Clinic South oura sandbox US"]);
  // Only production asks for the name of the provider.
  expect(names).toBe(0);
  expect(before).toEqual([]);
  expect(api.credentials.map(({ source }) => source)).toEqual(["polar"]);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await eventually(() => page.getByText("1 deleted.").count()).toBe(0);
});

test("several are deleted at once, over several scopes, and nothing else is", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  const doomed = ["Clinic East strava sandbox EU", "Clinic North polar sandbox US"];
  await askToDelete(page, "Clinic North polar", "Clinic East strava");
  const named = await doomedOf(page);

  await page.getByRole("button", { name: "Delete 2" }).click();

  await page.getByText("2 deleted.").waitFor();
  await eventually(() => rowsOf(page)).toEqual(everyRow.filter((row) => !doomed.includes(row)));
  expect(named).toEqual(doomed);
  await eventually(() => page.getByRole("group", { name: "Selection" }).count()).toBe(0);
  expect(writesTo(api)).toHaveLength(2);
});

test("for production, the name of each provider has to be typed", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  await askToDelete(page, "Clinic North strava", "Clinic East garmin", "Clinic South oura");
  const confirm = page.getByRole("button", { name: "Delete 3" });
  const strava = page.getByRole("textbox", { name: "Type strava to confirm" });
  const garmin = page.getByRole("textbox", { name: "Type garmin to confirm" });
  const isPossible = async (typed: [string, string]) => {
    await strava.fill(typed[0]);
    await garmin.fill(typed[1]);
    await garmin.press("Enter");
    return await confirm.isEnabled();
  };

  const early = [
    await isPossible(["", ""]),
    await isPossible(["strava", ""]),
    await isPossible(["strava", "strava"]),
    await isPossible(["STRAVA", "garmin"]),
  ];
  const before = writesTo(api);
  await strava.fill("strava");
  await confirm.click();

  await page.getByText("3 deleted.").waitFor();
  await eventually(() => page.getByRole("alertdialog").count()).toBe(0);
  expect(early).toEqual([false, false, false, false]);
  expect(before).toEqual([]);
  expect(writesTo(api)).toHaveLength(3);
});

test("a cancelled deletion sends nothing and keeps the selection, by the button, by escape and by a click beside it", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  const dialog = page.getByRole("alertdialog");
  await askToDelete(page, "Clinic South oura");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  await askToDelete(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  await askToDelete(page);
  await page.mouse.click(10, 10);

  expect(await dialog.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByText("1 selected").waitFor();
  expect(writesTo(api)).toEqual([]);
  await eventually(() => rowsOf(page)).toEqual(everyRow);
});

test("while a deletion runs, the dialog can be neither closed nor confirmed again", async () => {
  const { wait, arrived, letGo } = gate();
  const before = (request: string) => (isDeletion(request) ? wait() : undefined);
  const { page, api } = await visit({ api: clinicsApi(), before });
  await askToDelete(page, "Clinic South oura");
  await page.getByRole("button", { name: "Delete it" }).click();
  await arrived;

  const isConfirmable = await page.getByRole("button", { name: "Deleting…" }).isEnabled();
  await page.keyboard.press("Escape");
  const isOpen = await page.getByRole("alertdialog").isVisible();
  letGo();

  await page.getByText("1 deleted.").waitFor();
  expect({ isConfirmable, isOpen }).toEqual({ isConfirmable: false, isOpen: true });
  expect(writesTo(api)).toHaveLength(1);
});

test("what could not be deleted stays selected with its reason, and can be tried again", async () => {
  let isDown = true;
  const answer = (status: number) => Response.json({ detail: "this region is read-only" }, { status });
  const before = (request: string) => {
    if (!isDown || !isDeletion(request)) return;
    if (request.includes("/sandbox/eu")) return answer(400);
    if (request.includes("/production/eu")) return answer(503);
  };
  const { page, api } = await visit({ api: clinicsApi(), before, complaints: failedRequests });
  const kept = ["Clinic East garmin production EU", "Clinic East strava sandbox EU"];
  await askToDelete(page, "Clinic South oura", "Clinic East strava", "Clinic East garmin");
  await page.getByRole("textbox", { name: "Type garmin to confirm" }).fill("garmin");
  await page.getByRole("button", { name: "Delete 3" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "1 deleted." });
  await notice.waitFor();
  const text = (await notice.innerText()).replace(/\s+/g, " ");
  const marks = await Promise.all(
    kept.map(async (row) => {
      const shown = tableOf(page)
        .getByRole("row")
        .filter({ hasText: row.split(" ")[2] ?? "" });
      const east = shown.filter({ hasText: "Clinic East" });
      return [await east.getByRole("checkbox").isChecked(), await east.getByText("failed").count()];
    }),
  );

  isDown = false;
  await askToDelete(page);
  const named = await doomedOf(page);
  await page.getByRole("textbox", { name: "Type garmin to confirm" }).fill("garmin");
  await page.getByRole("button", { name: "Delete 2" }).click();

  await page.getByText("2 deleted.", { exact: true }).waitFor();
  expect(text).toContain(
    "1 deleted. 1 could not be deleted and stays selected. 1 may have been deleted and stays selected.",
  );
  expect(text).toContain("strava of Clinic East sandbox EU: This region is read-only.");
  expect(text).toContain("garmin of Clinic East production EU: It is not known whether it was deleted.");
  expect(marks).toEqual([
    [true, 1],
    [true, 1],
  ]);
  expect(named).toEqual(kept);
  await eventually(() => rowsOf(page)).toHaveLength(2);
  expect(api.scope("sandbox", "eu").credentials).toEqual([]);
});

test("what the API reports as failed stays, and what somebody else has deleted goes", async () => {
  const api = clinicsApi();
  const ids = Object.fromEntries(api.credentials.map(({ source, id }) => [source, id]));
  const before = (request: string) =>
    isDeletion(request)
      ? Response.json({ success: [], failure: [ids.polar], not_found: [ids.oura] })
      : undefined;
  const { page } = await visit({ api, before });
  await askToDelete(page, "Clinic North polar", "Clinic South oura");

  await page.getByRole("button", { name: "Delete 2" }).click();

  const notice = page.getByRole("alert").filter({ hasText: "could not be deleted" });
  await notice.waitFor();
  expect(await notice.innerText()).toContain(
    "1 had been deleted before. 1 could not be deleted and stays selected.",
  );
  expect(await notice.innerText()).toContain("polar of Clinic North sandbox US: Junction did not delete it");
  await eventually(async () => (await rowsOf(page)).length).toBe(4);
  await eventually(() => rowOf(page, "Clinic South oura").count()).toBe(0);
  await eventually(() => rowOf(page, "polar").getByText("failed").count()).toBe(1);
  expect(await rowOf(page, "polar").getByRole("checkbox").isChecked()).toBe(true);
});

test("a credential that somebody else has deleted since is no failure", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  await rowOf(page, "Clinic South oura").waitFor();
  api.credentials.splice(0);
  await askToDelete(page, "Clinic South oura");

  await page.getByRole("button", { name: "Delete it" }).click();

  await page.getByText("1 had been deleted before.", { exact: true }).waitFor();
  expect(await rowsOf(page)).not.toContain("Clinic South oura sandbox US");
});
