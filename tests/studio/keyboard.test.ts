// The main journeys with the keyboard alone.

import { expect } from "vitest";
import { setsOf } from "../cli/harness.js";
import { north } from "../plan/world.js";
import { clinicsApi, east, everyRow, writesTo } from "./clinics.js";
import { formAt, formOf, textField } from "./forms.js";
import { controlsOf, moveTo, press, stopOf, tour } from "./keys.js";
import { countOf, eventually, hasFocus, rowOf, rowsOf } from "./reading.js";
import { installStudio, test, visit } from "./visit.js";

installStudio();

test("the tab key stops at every control of each view, shows where it is, and leaves the page", async () => {
  const { page } = await visit({ api: clinicsApi() });
  const { origin } = new URL(page.url());
  const views = ["", "?view=coverage&env=sandbox", formAt(north, "quest")];

  for (const view of views) {
    await page.goto(`${origin}/${view}`);
    await page.getByRole("row", { name: "polar" }).or(formOf(page, "quest")).first().waitFor();
    await eventually(() => page.getByText("reading…").or(page.getByText("Asking Junction")).count()).toBe(0);
    const controls = await controlsOf(page);
    const forward = await tour(page);
    const back = await tour(page, "Shift+Tab");

    expect(forward.map(({ control }) => control)).toEqual(controls);
    expect(back.map(({ control }) => control)).toEqual(controls.toReversed());
    expect(forward.filter(({ isVisible }) => !isVisible).map(({ what }) => what)).toEqual([]);
    expect(controls.length).toBeGreaterThan(8);
  }
});

test("the credentials are filtered with the keyboard", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await eventually(() => countOf(page)).toBe("5 credentials");

  await moveTo(page, page.getByRole("searchbox", { name: "Search" }));
  await page.keyboard.type("clinic");
  await moveTo(page, page.getByRole("combobox", { name: "Provider", exact: true }));
  await page.keyboard.type("stra");
  await page.getByRole("option", { name: "strava" }).waitFor();
  await page.keyboard.press("Enter");
  await eventually(() => countOf(page)).toBe("2 of 5 credentials");
  await moveTo(page, page.getByRole("radio", { name: "All" }).first());
  await page.keyboard.press("ArrowRight");
  await eventually(() => rowsOf(page)).toEqual(["Clinic North strava production US"]);
  await moveTo(page, page.getByRole("combobox", { name: "Provider", exact: true }), "Shift+Tab");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Escape");
  await eventually(() => page.getByRole("option").count()).toBe(0);

  expect(await page.getByRole("combobox", { name: "Provider", exact: true }).inputValue()).toBe("strava");
  expect(await hasFocus(page.getByRole("combobox", { name: "Provider", exact: true }))).toBe(true);
});

test("arrows, page keys, home and end move in the table, and only one row is a stop", async () => {
  const credentials = Array.from({ length: 200 }, (_, index) => ({
    team_id: north,
    source: "oura" as const,
    client_id: `number-${index}`,
  }));
  const { page } = await visit({ api: { credentials } });
  await eventually(() => countOf(page)).toBe("200 credentials");
  const indexOf = () =>
    page
      .locator("[role=row]:focus")
      .first()
      .evaluate((row) => Number(row.getAttribute("aria-rowindex")) - 2);
  await moveTo(page, page.locator("[role=row][aria-rowindex='2']"));
  const stops = await page.locator("[role=row][tabindex='0']").count();
  const steps: [key: string, to: number | "further"][] = [
    ["ArrowDown", 1],
    ["ArrowDown", 2],
    ["ArrowUp", 1],
    ["End", 199],
    ["ArrowDown", 199],
    ["Home", 0],
    ["ArrowUp", 0],
    ["PageDown", "further"],
  ];

  for (const [key, to] of steps) {
    await page.keyboard.press(key);

    if (to === "further") await eventually(indexOf).toBeGreaterThan(4);
    else await eventually(indexOf).toBe(to);
    expect((await stopOf(page)).isVisible).toBe(true);
  }
  expect(stops).toBe(1);
});

test("a details panel opens and closes, keeps the focus meanwhile, and returns it to its row", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await rowOf(page, "Clinic South oura").waitFor();
  const row = page.locator("[role=row][aria-rowindex='4']");
  const panel = page.getByRole("dialog", { name: "strava of Clinic East" });
  await moveTo(page, page.locator("[role=row][aria-rowindex='2']"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await eventually(() => hasFocus(row)).toBe(true);

  await page.keyboard.press("Enter");
  await panel.waitFor();
  const inside = panel.locator(":focus");
  await eventually(() => inside.count()).toBe(1);
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    expect((await stopOf(page)).isVisible).toBe(true);
    await eventually(() => inside.count()).toBe(1);
  }
  await page.keyboard.press("Escape");

  await panel.waitFor({ state: "hidden" });
  await eventually(() => hasFocus(row)).toBe(true);
});

test("the head of the table sorts, and a checkbox there selects what matches", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await eventually(() => rowsOf(page)).toEqual(everyRow);
  const first = everyRow.toSorted((one, other) => one.localeCompare(other))[0];

  await press(page, page.getByRole("checkbox", { name: "Select all" }), "Space");
  await page.getByText("5 selected").waitFor();
  await press(page, page.getByRole("button", { name: "Team", exact: true }), "Enter");

  await eventually(async () => (await rowsOf(page))[0]).toBe(first);
  await press(page, page.locator("[role=row][tabindex='0']"), "Space");
  await page.getByText("4 selected").waitFor();
  await moveTo(page, page.getByRole("button", { name: "Clear", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await eventually(() => page.getByText("4 selected").count()).toBe(0);
});

test("a credential is set, after what is missing was entered", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  await eventually(() => countOf(page)).toBe("5 credentials");
  await press(page, page.getByRole("link", { name: "Set", exact: true }), "Enter");
  await moveTo(page, page.getByRole("combobox", { name: "Team", exact: true }));
  await page.keyboard.type("east");
  await page.getByRole("option", { name: "Clinic East" }).waitFor();
  await page.keyboard.press("Enter");
  await moveTo(page, page.getByRole("combobox", { name: "Provider", exact: true }));
  await page.keyboard.type("google_h");
  await page.getByRole("option", { name: "google_health" }).waitFor();
  await page.keyboard.press("Enter");
  // The tab key reaches a group of radios, and the arrow keys choose in it.
  await press(page, page.getByRole("radio", { name: "Production" }), "ArrowRight");
  await moveTo(page, textField(page, "Client ID"));
  await page.keyboard.type("typed");
  // Nothing is sent before the page knows what would be replaced.
  await page.getByRole("button", { name: "Set in sandbox EU" }).waitFor();

  await page.keyboard.press("Enter");
  const number = textField(page, "Project number");
  await eventually(() => hasFocus(number)).toBe(true);
  await page.keyboard.type("123456");
  await moveTo(page, textField(page, "Service account email"));
  await page.keyboard.type("a@example.iam.gserviceaccount.com");
  await press(page, page.getByRole("button", { name: "Set in sandbox EU" }), "Space");

  await page.getByText("The credential of google_health for Clinic East is stored.").waitFor();
  await press(page, page.getByRole("link", { name: "Show it in the list" }), "Enter");
  await eventually(() => rowsOf(page)).toEqual(["Clinic East google_health sandbox EU"]);
  expect(setsOf(api)).toEqual([
    {
      team_id: east,
      provider: "google_health",
      client_id: "typed",
      details: { project_number: "123456", service_account_email: "a@example.iam.gserviceaccount.com" },
    },
  ]);
});

test("a credential of production is deleted after its provider was typed, and the focus stays on the page", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  await eventually(() => countOf(page)).toBe("5 credentials");
  const dialog = page.getByRole("alertdialog");
  await press(page, page.locator("[role=row][tabindex='0']"), "Space");
  await moveTo(page, page.getByRole("button", { name: "Delete…" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await eventually(() => dialog.locator(":focus").count()).toBe(1);

  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await eventually(() => hasFocus(page.getByRole("button", { name: "Delete…" }))).toBe(true);
  await page.keyboard.press("Enter");
  const name = dialog.getByRole("textbox", { name: "Type garmin to confirm" });
  await name.waitFor();
  if (!(await hasFocus(name))) await moveTo(page, name);
  await page.keyboard.type("garmin");
  await press(page, page.getByRole("button", { name: "Delete it" }), "Enter");

  await page.getByText("1 deleted.").waitFor();
  expect(await rowsOf(page)).toEqual(everyRow.slice(1));
  expect(writesTo(api)).toHaveLength(1);
  // A person who cannot see the page would otherwise begin again at its top.
  expect((await stopOf(page)).what).not.toBe("body");
});

test("arrows move in the coverage, and enter opens the form of a cell", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?view=coverage&env=sandbox&region=us" });
  const cell = (name: string) => page.getByRole("link", { name });
  await moveTo(page, cell("Clinic North, oura: missing"));
  const steps = [
    ["ArrowRight", "Clinic North, polar"],
    ["ArrowDown", "Clinic South, polar"],
    ["ArrowDown", "Clinic South, polar"],
    ["Home", "Clinic South, oura"],
    ["End", "Clinic South, polar"],
  ] as const;

  for (const [key, name] of steps) {
    await page.keyboard.press(key);

    await eventually(() => hasFocus(cell(name))).toBe(true);
    expect((await stopOf(page)).isVisible).toBe(true);
  }
  await page.keyboard.press("Enter");
  await formOf(page, "polar").waitFor();
});
