// The grid of teams and providers.

import type { FakeManagementApi } from "junction-credentials/testing";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { gate } from "../cli/server.js";
import { north, south } from "../plan/world.js";
import { clinicsApi, east } from "./clinics.js";
import { formOf } from "./forms.js";
import { eventually, pick, rowsOf } from "./reading.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

const gridOf = (page: Page) => page.getByRole("grid", { name: "Teams and providers" });

/** What the cells say, by team and provider. */
const cellsOf = (page: Page): Promise<string[]> =>
  gridOf(page)
    .getByRole("gridcell")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("aria-label")));

const fitbitOf = (api: FakeManagementApi, ...ids: string[]) => {
  for (const team_id of ids) api.scope("sandbox", "us").set({ team_id, provider: "fitbit", client_id: "f" });
};

test("the grid shows which team of a region has which credential, in one scope at a time", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await page.getByRole("link", { name: "Coverage" }).click();
  await page.getByText("2 teams in production US").waitFor();
  await eventually(() => cellsOf(page)).toEqual([
    "Clinic North, strava: present",
    "Clinic South, strava: missing, set it",
  ]);

  await pick(page, "Environment", "Sandbox");
  await eventually(() => cellsOf(page)).toEqual([
    "Clinic North, oura: missing, set it",
    "Clinic North, polar: present",
    "Clinic South, oura: present",
    "Clinic South, polar: missing, set it",
  ]);
  await pick(page, "Region", "EU");
  await eventually(() => cellsOf(page)).toEqual(["Clinic East, strava: present"]);

  await page.getByText("1 team in sandbox EU").waitFor();
  const query = new URL(page.url()).searchParams;
  expect([query.get("env"), query.get("region")]).toEqual(["sandbox", "eu"]);
});

test("a change of the view while credentials are read does not leave them half read", async () => {
  const door = gate();
  let held = 0;
  const before = (request: string) =>
    request.includes("/sandbox/eu") && held++ === 0 ? door.wait() : undefined;
  const { page } = await visit({ api: clinicsApi(), before });
  await page
    .getByRole("row", { name: /strava/ })
    .first()
    .waitFor();

  await page.getByRole("link", { name: "Coverage" }).click();
  await eventually(() => cellsOf(page)).toEqual([
    "Clinic North, strava: present",
    "Clinic South, strava: missing, set it",
  ]);
  await page.getByRole("link", { name: "Credentials" }).click();

  await page.getByText("5 credentials", { exact: true }).waitFor();
  door.letGo();
});

test("each provider has the number of teams that use it", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?view=coverage&env=sandbox&region=us" });
  await eventually(async () => (await cellsOf(page)).length).toBe(4);

  const heads = await gridOf(page)
    .getByRole("columnheader")
    .evaluateAll((all) => all.map((head) => head.innerText.split(/\s+/)));

  expect(heads).toEqual([["Team"], ["oura", "1"], ["polar", "1"]]);
});

test("a credential of fitbit is marked as retired until its team has one of google_health", async () => {
  const api = clinicsApi();
  fitbitOf(api, north, south);
  const body = { team_id: south, provider: "google_health", client_id: "g" };
  api.scope("sandbox", "us").set(body as never);
  const { page } = await visit({ api, query: "?view=coverage&env=sandbox&region=us" });
  const notice = page.getByRole("status").filter({ hasText: "Fitbit was retired in September 2026." });
  await notice.getByText("1 team has a fitbit credential and none for google_health.").waitFor();
  const cells = await cellsOf(page);

  await page.getByRole("link", { name: "Clinic North, fitbit: retired by its maker" }).click();

  await formOf(page, "google_health").waitFor();
  expect(await page.getByRole("combobox", { name: "Team", exact: true }).inputValue()).toBe("Clinic North");
  expect(cells).toContain("Clinic North, fitbit: retired by its maker, set its successor");
  expect(cells).toContain("Clinic North, google_health: missing, set it");
  expect(cells).toContain("Clinic South, fitbit: present, retired by its maker");
  expect(cells).toContain("Clinic South, google_health: present");
});

test("the notice about fitbit goes once every team has its successor", async () => {
  const api = clinicsApi();
  fitbitOf(api, north);
  const body = { team_id: north, provider: "google_health", client_id: "g" };
  api.scope("sandbox", "us").set(body as never);

  const { page } = await visit({ api, query: "?view=coverage&env=sandbox&region=us" });

  await page.getByRole("link", { name: "Clinic North, google_health: present" }).waitFor();
  await eventually(() => page.getByText("Fitbit was retired").count()).toBe(0);
});

test("a missing credential leads to its form, and is present after it was set", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?view=coverage&env=sandbox&region=us" });
  await page.getByRole("link", { name: "Clinic South, polar: missing, set it" }).click();
  await formOf(page, "polar").getByRole("textbox", { name: "Client ID" }).fill("new");
  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await page.getByText("The credential of polar for Clinic South is stored.").waitFor();

  await page.getByRole("link", { name: "Coverage" }).click();

  await page.getByRole("link", { name: "Clinic South, polar: present" }).waitFor();
  expect(new URL(page.url()).searchParams.get("env")).toBe("sandbox");
});

test("a present credential leads to its row, and the back button to the grid", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?view=coverage&env=sandbox&region=us" });

  await page.getByRole("link", { name: "Clinic North, polar: present" }).click();
  await eventually(() => rowsOf(page)).toEqual(["Clinic North polar sandbox US"]);
  await page.goBack();

  await page.getByRole("link", { name: "Clinic North, polar: present" }).waitFor();
});

test("teams can be searched, and every provider of OAuth can have a column", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?view=coverage&env=sandbox&region=us" });
  await eventually(async () => (await cellsOf(page)).length).toBe(4);

  await page.getByRole("searchbox", { name: "Team" }).fill("SOUTH");
  await eventually(() => cellsOf(page)).toEqual([
    "Clinic South, oura: present",
    "Clinic South, polar: missing, set it",
  ]);
  await page.getByRole("checkbox", { name: "All OAuth providers" }).check();

  await eventually(() => cellsOf(page)).toContain("Clinic South, withings: missing, set it");
  expect(await page.getByRole("status").first().innerText()).toContain("1 team in sandbox US");
});

test("a scope without credentials leads to the form for its first one", async () => {
  const { page } = await visit({ query: "?view=coverage&env=production&region=eu" });
  await page.getByText("No team has a credential in production EU.").waitFor();

  await page.getByRole("button", { name: "Set the first one" }).click();

  await page.getByRole("heading", { name: "Set a credential" }).waitFor();
  expect(await page.getByRole("radio", { name: "Production" }).isChecked()).toBe(true);
  expect(await page.getByRole("radio", { name: "EU" }).isChecked()).toBe(true);
});

test("what a scope that failed may have is unknown, not missing", async () => {
  const isSecondPage = (request: string) =>
    request.includes("credentials/sandbox/us?") && request.includes("cursor=");
  const before = (request: string) =>
    isSecondPage(request) ? Response.json({ detail: "not now" }, { status: 400 }) : undefined;
  const api = clinicsApi({ pageSize: 1 });
  const query = "?view=coverage&env=sandbox&region=us";
  const { page } = await visit({ api, before, query, complaints: failedRequests });
  await page.getByRole("link", { name: "Clinic South, oura: present" }).waitFor();

  await page.getByRole("checkbox", { name: "All OAuth providers" }).check();

  await page.getByRole("link", { name: "Clinic South, polar: unknown" }).waitFor();
  await page.getByText("Not everything could be read.").waitFor();
  expect((await cellsOf(page)).filter((cell) => cell.includes("missing"))).toEqual([]);
});

test("teams whose names are refused are shown by their ids, if they have a credential", async () => {
  const refusal = { kind: "status", status: 403, operation: "teams" } as const;
  const { page } = await visit({
    api: clinicsApi({ faults: [{ ...refusal, times: Number.POSITIVE_INFINITY }] }),
    query: "?view=coverage&env=sandbox&region=eu",
    complaints: failedRequests,
  });

  await page.getByText("so teams without a credential are not shown").waitFor();

  await eventually(() => cellsOf(page)).toEqual([`${east}, strava: present`]);
});
