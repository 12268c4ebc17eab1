// The view of all credentials.

import { expect } from "vitest";
import { gate } from "../cli/server.js";
import { north } from "../plan/world.js";
import { clinicsApi, east, everyRow } from "./clinics.js";
import { countOf, eventually, rowOf, rowsOf, tableOf } from "./reading.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

test("the page shows the credentials of every scope by the names of their teams, production first", async () => {
  const { page } = await visit({ api: clinicsApi() });

  await eventually(() => rowsOf(page)).toEqual(everyRow);
  await eventually(() => countOf(page)).toBe("5 credentials");
  expect(await rowOf(page, "Clinic South oura").innerText()).toContain("b-oura");
  expect(await rowOf(page, "Clinic South oura").innerText()).toContain("2026-08-01");
});

test("the page shows the ids of teams whose names are refused, and their names after another attempt", async () => {
  const api = clinicsApi({ faults: [{ kind: "status", status: 403, operation: "teams" }] });
  const { page } = await visit({ api, complaints: failedRequests });
  const notice = page.getByRole("alert").filter({ hasText: "The names of the teams could not be read" });
  await notice.waitFor();
  await rowOf(page, `${north} polar`).waitFor();
  await rowOf(page, `${east} garmin`).waitFor();
  const text = await notice.innerText();

  await notice.getByRole("button", { name: "Try again" }).click();

  await eventually(() => rowsOf(page)).toEqual(everyRow);
  await eventually(() => notice.count()).toBe(0);
  expect(text).toContain("so their ids are shown");
  expect(text).toContain("Start the server again with another key in JUNCTION_MANAGEMENT_KEY.");
});

test("the page shows the id of a team that is not in the list of teams", async () => {
  const team_id = "9f0c7d2f-7e90-4d64-8b66-1e1d7b4d9099";
  const { page } = await visit({ api: { credentials: [{ team_id, source: "oura" }] } });

  await eventually(() => rowsOf(page)).toEqual([`${team_id} oura sandbox US`]);
});

test("credentials of production are marked apart from those of the sandbox", async () => {
  const { page } = await visit({ api: clinicsApi() });
  const lookOf = (text: string, scope: string) =>
    rowOf(page, text)
      .getByText(scope, { exact: true })
      .evaluate((label) => {
        const styleOf = label.ownerDocument.defaultView.getComputedStyle;
        return [styleOf(label).color, styleOf(label.closest("[role=row]")).borderLeftColor];
      });

  const production = await lookOf("Clinic North strava", "production US");
  const other = await lookOf("Clinic East garmin", "production EU");
  const sandbox = await lookOf("Clinic South oura", "sandbox US");

  expect(other).toEqual(production);
  for (const [index, color] of sandbox.entries()) expect(color).not.toBe(production[index]);
});

test("an organisation without credentials is told how to set the first one", async () => {
  const { page } = await visit();
  await tableOf(page).getByText("No team has a credential of its own yet.").waitFor();

  await page.getByRole("button", { name: "Set the first one" }).click();

  await page.getByRole("heading", { name: "Set a credential" }).waitFor();
});

test("filters that match nothing can be cleared where the rows would be", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?text=nothing-like-this" });
  await tableOf(page).getByText("No credential matches the filters.").waitFor();
  const count = await countOf(page);

  await page.getByRole("button", { name: "Clear the filters" }).click();

  await eventually(() => rowsOf(page)).toEqual(everyRow);
  expect(await page.getByRole("searchbox", { name: "Search" }).inputValue()).toBe("");
  expect(count).toBe("0 of 5 credentials");
});

test("rows are shown while later pages are read, and a status says so", async () => {
  const { wait, arrived, letGo } = gate();
  const before = (request: string) => (/credentials.*cursor=/.test(request) ? wait() : undefined);
  const { page } = await visit({ api: clinicsApi({ pageSize: 1 }), before });
  await arrived;
  await eventually(() => countOf(page)).toBe("4 credentials so far, reading…");
  const early = await rowsOf(page);
  const isBusy = await page.getByRole("button", { name: "Refresh" }).isDisabled();

  letGo();

  await eventually(() => countOf(page)).toBe("5 credentials");
  await eventually(() => rowsOf(page)).toEqual(everyRow);
  expect(early).toEqual(everyRow.filter((row) => !row.startsWith("Clinic North polar")));
  expect(isBusy).toBe(true);
});

test("the page says that it reads as long as nothing has arrived", async () => {
  const { wait, arrived, letGo } = gate();
  const before = (request: string) => (request.includes("/team_custom_credentials/") ? wait() : undefined);
  const { page } = await visit({ api: clinicsApi(), before });
  await arrived;

  await tableOf(page).getByText("Reading the credentials of all environments and regions…").waitFor();
  letGo();

  await eventually(() => rowsOf(page)).toEqual(everyRow);
});

test("a refresh shows what somebody else has set and deleted since", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  await eventually(() => countOf(page)).toBe("5 credentials");
  api.scope("production", "us").credentials.pop();
  api.scope("sandbox", "us").set({ team_id: north, provider: "withings", client_id: "new" });

  await page.getByRole("button", { name: "Refresh" }).click();

  await eventually(() => rowsOf(page)).toContain("Clinic North withings sandbox US");
  expect(await rowsOf(page)).not.toContain("Clinic North strava production US");
});

test("a click on the head of a column sorts by it, the next one the other way, and the third not at all", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await eventually(() => rowsOf(page)).toEqual(everyRow);
  const head = page.getByRole("columnheader", { name: "Client ID" });
  const sort = async () => {
    await head.getByRole("button").click();
    return [await head.getAttribute("aria-sort"), (await rowsOf(page))[0]];
  };

  expect(await sort()).toEqual(["ascending", "Clinic East strava sandbox EU"]);
  expect(await sort()).toEqual(["descending", "Clinic East garmin production EU"]);
  expect(await sort()).toEqual(["none", "Clinic East garmin production EU"]);
  expect(await rowsOf(page)).toEqual(everyRow);
});

test("every column sorts, numbers in names by their values", async () => {
  const ids = [1, 2, 3].map((number) => `9f0c7d2f-7e90-4d64-8b66-00000000000${number}`);
  const names = ["Ward 10", "Ward 9", "ward 1"];
  const teams = ids.map((id, index) => ({ id, name: names[index] ?? "" }));
  const sources = ["polar", "oura", "strava"] as const;
  const credentials = ids.map((team_id, index) => ({
    team_id,
    source: sources[index] ?? "oura",
    updated_at: `2026-0${index + 1}-01T00:00:00+00:00`,
  }));
  const { page } = await visit({ api: { teams, credentials } });
  await rowOf(page, "Ward 10").waitFor();
  const sortedBy = async (name: string) => {
    await page.getByRole("columnheader", { name }).getByRole("button").click();
    return (await rowsOf(page)).map((row) => row.split(" sandbox")[0]);
  };

  expect(await sortedBy("Team")).toEqual(["ward 1 strava", "Ward 9 oura", "Ward 10 polar"]);
  expect(await sortedBy("Provider")).toEqual(["Ward 9 oura", "Ward 10 polar", "ward 1 strava"]);
  expect(await sortedBy("Last set")).toEqual(["Ward 10 polar", "Ward 9 oura", "ward 1 strava"]);
});
