// What somebody sees of credentials that cannot be deleted: they stay selected with their reason.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { gate } from "../cli/server.js";
import { north } from "../plan/world.js";
import { failing, faults, inEveryScope } from "./faults.js";
import { eventually } from "./reading.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

const complaints = failedRequests;
const remove = /^DELETE .*\/sandbox\/us/;
const unknown = /It is not known whether it was deleted\./;

const boxIn = (page: Page, scope: string) =>
  page.getByRole("row", { name: new RegExp(scope) }).getByRole("checkbox");

/** Selects the credentials of the sandbox, and deletes them. */
async function deleteSandbox(page: Page): Promise<void> {
  for (const scope of ["sandbox US", "sandbox EU"]) await boxIn(page, scope).check();
  await confirmed(page);
}

/** Deletes what is selected. */
async function confirmed(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Delete…" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Delete/ })
    .click();
}

const resultIn = (page: Page) => page.getByRole("alert").filter({ hasText: "selected" });

for (const { name, answer, happened, next, isLost = false, astray = /^$/ } of faults) {
  test(`a delete that meets ${name} keeps the selection, says what to do, and can be repeated`, async () => {
    const fault = failing(remove, answer);
    const { page, api } = await visit({ api: inEveryScope(), before: fault.before, complaints });

    await deleteSandbox(page);
    const title = await resultIn(page).locator("strong").textContent();
    const text = await resultIn(page).getByRole("listitem").textContent();
    const selected = await boxIn(page, "sandbox US").isChecked();
    fault.mend();
    await confirmed(page);
    await page.getByRole("status").filter({ hasText: "1 deleted." }).waitFor();

    expect(title).toMatch(/^1 deleted\./);
    if (isLost) expect(title).not.toContain("could not be deleted");
    expect(text).toMatch(/^strava of Clinic North sandbox US: /);
    expect(text).toMatch(happened);
    expect(text).toMatch(next);
    expect(text).not.toMatch(astray);
    expect(unknown.test(text ?? "")).toBe(isLost);
    expect(selected).toBe(true);
    expect(api.scope("sandbox", "us").credentials).toEqual([]);
    await eventually(() => page.getByRole("row", { name: /Clinic North/ }).count()).toBe(2);
  });
}

test("a delete whose response was lost is found to be done when it is repeated", async () => {
  const api = inEveryScope();
  const stored = api.scope("sandbox", "us").credentials;
  const fault = failing(/\/sandbox\/us/, () => {
    if (stored.length > 0) return undefined;
    throw new Error("the connection is closed");
  });
  const { page } = await visit({
    api,
    before: (request, headers) => {
      if (remove.test(request)) stored.length = 0;
      return fault.before(request, headers);
    },
    complaints,
  });

  await boxIn(page, "sandbox US").check();
  await confirmed(page);
  const text = await resultIn(page).getByRole("listitem").textContent();
  fault.mend();
  await confirmed(page);
  await page.getByRole("status").filter({ hasText: "1 had been deleted before." }).waitFor();

  expect(text).toMatch(unknown);
  await eventually(() => page.getByRole("row", { name: /Clinic North/ }).count()).toBe(3);
});

test("a delete whose first response is lost is repeated by the page itself", async () => {
  const api = inEveryScope();
  api.faults.push({ kind: "status", status: 500, operation: "delete", executed: true });
  const { page } = await visit({ api, complaints });

  await boxIn(page, "sandbox US").check();
  await confirmed(page);
  await page.getByRole("status").filter({ hasText: "deleted" }).waitFor();

  await eventually(() => page.getByRole("row", { name: /Clinic North/ }).count()).toBe(3);
});

test("credentials that Junction lists as failed are told apart from those that it deleted", async () => {
  const api = inEveryScope();
  api.scope("sandbox", "us").set({ team_id: north, provider: "oura", client_id: "1", client_secret: "2" });
  const [strava, oura] = api.scope("sandbox", "us").credentials.map(({ id }) => id);
  const { before } = failing(remove, () =>
    Response.json({ success: [oura], failure: [strava], not_found: [] }),
  );
  const { page } = await visit({ api, before });

  await boxIn(page, "oura sandbox US").check();
  await boxIn(page, "strava sandbox US").check();
  await confirmed(page);
  const text = await resultIn(page).textContent();

  expect(text).toMatch(/^1 deleted\. 1 could not be deleted and stays selected\./);
  expect(text).toContain(
    "strava of Clinic North sandbox US: Junction did not delete it in sandbox US. Try again.",
  );
  expect(await boxIn(page, "strava.*sandbox US").isChecked()).toBe(true);
  await eventually(() => page.getByRole("row", { name: /oura/ }).count()).toBe(0);
});

test("a delete that takes long cannot be left by accident, and says that it runs", async () => {
  const door = gate();
  const { before } = failing(remove, door.wait);
  const { page } = await visit({ api: inEveryScope(), before });

  await boxIn(page, "sandbox US").check();
  await confirmed(page);
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Deleting…" }).waitFor();
  await page.keyboard.press("Escape");
  const isOpen = await dialog.isVisible();
  door.letGo();
  await page.getByRole("status").filter({ hasText: "1 deleted." }).waitFor();

  expect(isOpen).toBe(true);
  await eventually(() => dialog.count()).toBe(0);
});
