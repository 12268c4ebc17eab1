// The filters of the credentials, which are in the URL.

import { expect } from "vitest";
import { south } from "../plan/world.js";
import { clinicsApi, everyRow } from "./clinics.js";
import { choose, countOf, eventually, pick, rowOf, rowsOf, tableOf } from "./reading.js";
import { installStudio, test, visit } from "./visit.js";

installStudio();

const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

test("the search finds credentials by their team, provider, scope, client ID and ids, in any case and order", async () => {
  const api = clinicsApi();
  const id = api.scope("production", "eu").credentials[0]?.id ?? "";
  const { page } = await visit({ api });
  await eventually(() => rowsOf(page)).toEqual(everyRow);
  const [garmin, northStrava, eastStrava, polar, oura] = everyRow;
  const found: [text: string, rows: unknown[]][] = [
    ["clinic SOUTH", [oura]],
    ["strava", [northStrava, eastStrava]],
    ["eu production", [garmin]],
    ["d-polar", [polar]],
    [id, [garmin]],
    [south, [oura]],
    ["strava  north", [northStrava]],
    ["strava south", []],
  ];

  for (const [text, rows] of found) {
    await page.getByRole("searchbox", { name: "Search" }).fill(text);

    await eventually(() => rowsOf(page)).toEqual(rows);
  }
});

test("a team, a provider, an environment and a region each leave only their rows", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await eventually(() => rowsOf(page)).toEqual(everyRow);
  const rowsWith = (text: string) => everyRow.filter((row) => row.includes(text));

  await choose(page, "Team", "Clinic North");
  await eventually(() => rowsOf(page)).toEqual(rowsWith("Clinic North"));
  await page.getByRole("button", { name: "Clear team" }).click();

  await choose(page, "Provider", "strava");
  await eventually(() => rowsOf(page)).toEqual(rowsWith("strava"));
  await page.getByRole("button", { name: "Clear provider" }).click();

  await pick(page, "Environment", "Production");
  await eventually(() => rowsOf(page)).toEqual(rowsWith("production"));
  await pick(page, "Environment", "All");

  await pick(page, "Region", "EU");
  await eventually(() => rowsOf(page)).toEqual(rowsWith("EU"));
  await pick(page, "Region", "All");
  await eventually(() => rowsOf(page)).toEqual(everyRow);
});

test("all filters together leave what matches each of them", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await eventually(() => rowsOf(page)).toEqual(everyRow);
  const steps = [
    [() => choose(page, "Provider", "strava"), 2],
    [() => pick(page, "Environment", "Sandbox"), 1],
    [() => pick(page, "Region", "EU"), 1],
    [() => choose(page, "Team", "Clinic East"), 1],
    [() => page.getByRole("searchbox", { name: "Search" }).fill("a-strava"), 1],
    [() => pick(page, "Region", "US"), 0],
  ] as const;

  for (const [take, left] of steps) {
    await take();

    await eventually(() => countOf(page)).toBe(`${left} of 5 credentials`);
  }
});

test("the fields offer only teams and providers that exist, by any part of their names", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await eventually(() => rowsOf(page)).toEqual(everyRow);

  await page.getByRole("combobox", { name: "Provider", exact: true }).click();
  await page.keyboard.type("a");
  await page.getByRole("option", { name: "garmin" }).waitFor();
  const providers = await page.getByRole("option").allInnerTexts();
  await page.getByRole("combobox", { name: "Team", exact: true }).click();
  await page.keyboard.type("CLINIC");
  await page.getByRole("option", { name: "Clinic East" }).waitFor();
  const teams = await page.getByRole("option").allInnerTexts();
  await page.getByRole("combobox", { name: "Team", exact: true }).fill("Hospital");

  await page.getByText("No team has this name.").waitFor();
  expect(providers).toEqual(["garmin", "oura", "polar", "strava"]);
  expect(teams.map((text) => text.split(/\s*\n/))).toEqual([
    ["Clinic North", "US"],
    ["Clinic South", "US"],
    ["Clinic East", "EU"],
  ]);
});

test("filters are in the URL, survive a reload, and are there again after a look at another view", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await choose(page, "Team", "Clinic South");
  await choose(page, "Provider", "oura");
  await pick(page, "Environment", "Sandbox");
  await pick(page, "Region", "US");
  await page.getByRole("searchbox", { name: "Search" }).fill("b-");
  const shown = async () => [
    await page.getByRole("searchbox", { name: "Search" }).inputValue(),
    await page.getByRole("combobox", { name: "Team", exact: true }).inputValue(),
    await page.getByRole("combobox", { name: "Provider", exact: true }).inputValue(),
    await page.getByRole("radio", { name: "Sandbox" }).isChecked(),
    await page.getByRole("radio", { name: "US" }).isChecked(),
    await rowsOf(page),
  ];
  const expected = ["b-", "Clinic South", "oura", true, true, ["Clinic South oura sandbox US"]];
  await eventually(shown).toEqual(expected);

  await page.reload();
  await eventually(shown).toEqual(expected);
  await page.getByRole("link", { name: "Coverage" }).click();
  await page.getByRole("grid", { name: "Teams and providers" }).waitFor();
  await page.goBack();

  await eventually(shown).toEqual(expected);
  expect(queryOf(page.url())).toEqual({
    view: "credentials",
    team: south,
    provider: "oura",
    env: "sandbox",
    region: "us",
    text: "b-",
  });
});

test("the back button leaves the view at once, however much was typed into a filter", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?view=coverage" });
  await page.getByRole("link", { name: "Credentials" }).click();
  await page.getByRole("searchbox", { name: "Search" }).pressSequentially("strava");
  await eventually(() => countOf(page)).toBe("2 of 5 credentials");

  await page.goBack();

  await page.getByRole("grid", { name: "Teams and providers" }).waitFor();
  expect(queryOf(page.url())).toEqual({ view: "coverage" });
});

test("a value in the URL that nothing has leaves no row, and can be cleared", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?env=staging&provider=strava&view=nonsense" });
  await tableOf(page).getByText("No credential matches the filters.").waitFor();

  await page.getByRole("button", { name: "Clear the filters" }).click();

  await eventually(() => rowsOf(page)).toEqual(everyRow);
});

test("what is selected stays selected while filters hide it, and the page says so", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await rowOf(page, "Clinic North polar").getByRole("checkbox").check();
  const selection = page.getByRole("group", { name: "Selection" });

  await pick(page, "Environment", "Production");

  await selection.getByText("1 selected (1 hidden by filters)").waitFor();
  await page.getByRole("checkbox", { name: "Select all credentials that match the filters" }).check();
  await selection.getByText("3 selected (1 hidden by filters)").waitFor();
  await selection.getByRole("button", { name: "Clear" }).click();
  await eventually(() => selection.count()).toBe(0);
  expect(await rowsOf(page)).toHaveLength(2);
});
