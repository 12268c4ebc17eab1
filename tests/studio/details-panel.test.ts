// The panel with everything that is known of one credential.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { north } from "../plan/world.js";
import { clinicsApi, storedSecret } from "./clinics.js";
import { eventually, rowOf } from "./reading.js";
import { installStudio, test, visit } from "./visit.js";

installStudio();

const panelOf = (page: Page, name: string) => page.getByRole("dialog", { name });

/** The values of the panel by their names. */
const entriesOf = (page: Page): Promise<Record<string, string>> =>
  page
    .getByRole("dialog")
    .getByRole("term")
    .evaluateAll((terms) =>
      Object.fromEntries(terms.map((term) => [term.textContent, term.nextElementSibling.innerText])),
    );

test("a click on a row shows every value by its path, and no secret is on the page", async () => {
  const { page } = await visit({ api: clinicsApi() });

  await rowOf(page, "Clinic North polar").click();

  await panelOf(page, "polar of Clinic North").waitFor();
  const entries = await entriesOf(page);
  expect(entries).toMatchObject({ source: "polar", "details.webhook_secret": "hidden" });
  expect(entries.client_id).toContain("d-polar");
  expect(entries.team_id).toContain(north);
  expect(entries.updated_at).toContain("2026-08-01");
  expect(await panelOf(page, "polar of Clinic North").innerText()).toContain("sandbox US");
  expect(await page.content()).not.toContain(storedSecret);
});

test("the ids of a credential can be copied", async () => {
  const api = clinicsApi();
  const permissions = ["clipboard-read", "clipboard-write"];
  const { page } = await visit({ api, browser: { permissions } });
  const copied = () => page.evaluate<string>("navigator.clipboard.readText()");
  const polar = api.credentials.find(({ source }) => source === "polar");
  await rowOf(page, "Clinic North polar").click();

  for (const name of ["id", "team_id", "client_id"] as const) {
    await page.getByRole("button", { name: `Copy: ${name}`, exact: true }).click();

    await page.getByRole("button", { name: `Copied: ${name}`, exact: true }).waitFor();
    expect(await copied()).toBe(polar?.[name]);
  }
});

test("a browser that refuses to copy is told to select the text", async () => {
  const prepare = async (page: Page) => {
    await page.addInitScript("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))");
  };
  const { page } = await visit({ api: clinicsApi(), prepare });
  await rowOf(page, "Clinic North polar").click();

  await page.getByRole("button", { name: "Copy: client_id" }).click();

  await page.getByRole("button", { name: "Select and copy it: client_id" }).waitFor();
});

test("the panel closes by its button, by the escape key and by a click beside it", async () => {
  const { page } = await visit({ api: clinicsApi() });
  const panel = panelOf(page, "oura of Clinic South");
  const ways = [
    () => panel.getByRole("button", { name: "Close" }).click(),
    () => page.keyboard.press("Escape"),
    () => page.mouse.click(20, 400),
  ];

  for (const close of ways) {
    await rowOf(page, "Clinic South oura").click();
    await panel.waitFor();
    await close();

    await panel.waitFor({ state: "hidden" });
  }
});

test("the panel leads to a form for the same team, provider and scope", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await rowOf(page, "Clinic North strava").click();

  await page.getByRole("button", { name: "Set again" }).click();

  await page.getByRole("form", { name: "Credential of strava" }).waitFor();
  await page.getByText("Clinic North already has this credential, last set on 2026-08-01.").waitFor();
  expect(await page.getByRole("combobox", { name: "Team", exact: true }).inputValue()).toBe("Clinic North");
  await page.getByRole("button", { name: "Replace in production US" }).waitFor();
});

test("the panel leads to the deletion of its credential", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  await rowOf(page, "Clinic South oura").click();

  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete it" }).click();

  await page.getByText("1 deleted.").waitFor();
  await eventually(() => api.credentials.map(({ source }) => source)).toEqual(["polar"]);
});

test("only an address of the web is a link", async () => {
  const appUrls = ["https://app.example/settings", "javascript:alert(1)"];
  const credentials = appUrls.map((app_url, index) => ({
    team_id: north,
    source: (["oura", "polar"] as const)[index] ?? "oura",
    app_url,
  }));
  const { page } = await visit({ api: { credentials } });
  const linkIn = async (provider: string) => {
    await rowOf(page, provider).click();
    await panelOf(page, `${provider} of Clinic North`).waitFor();
    const links = await page
      .getByRole("dialog")
      .getByRole("link")
      .evaluateAll((found) => found.map((link) => [link.href, link.target, link.rel]));
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    return links;
  };

  expect(await linkIn("oura")).toEqual([["https://app.example/settings", "_blank", "noreferrer"]]);
  expect(await linkIn("polar")).toEqual([]);
});
