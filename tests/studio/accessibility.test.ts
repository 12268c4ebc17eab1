// What axe finds in each view, dialog and state: light and dark, in a narrow and in a wide window.

import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { entryOf } from "../cli/configs.js";
import { configName, folder } from "../cli/harness.js";
import { north, south } from "../plan/world.js";
import { clinicsApi, writesTo } from "./clinics.js";
import { formAt, formOf, textField } from "./forms.js";
import { eventually, rowOf, rowsOf } from "./reading.js";
import { failedRequests, installStudio, pageAt, test, visit } from "./visit.js";

installStudio();

const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
  [400, 1280].map((width) => ({ colorScheme, width })),
);

/** A list of options is a part of its field, so that it may be outside of the landmarks. */
const isProblem = ({ id, html }: { readonly id: string; readonly html: string }) =>
  id !== "region" || !html.startsWith('<div role="listbox"');

/** Asserts that axe finds nothing in what the page shows now. */
async function expectNoViolation(page: Page): Promise<void> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  const found: object[] = [];
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    const { violations } = await page.evaluate<axe.AxeResults>("axe.run({ resultTypes: ['violations'] })");
    const problems = violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({ id, impact, html: html.slice(0, 200), failureSummary })),
    );
    found.push(...problems.filter(isProblem).map((problem) => ({ colorScheme, width, ...problem })));
  }
  expect(found).toEqual([]);
}

test("axe finds nothing in the credentials, their filters, panel and deletion", async () => {
  const answer = () => Response.json({ detail: "this region is read-only" }, { status: 400 });
  const before = (request: string) => (request.startsWith("DELETE") ? answer() : undefined);
  const { page, api } = await visit({ api: clinicsApi(), before, complaints: failedRequests });
  await rowOf(page, "Clinic South oura").waitFor();
  await expectNoViolation(page);

  await page.getByRole("combobox", { name: "Team", exact: true }).click();
  await page.getByRole("option").first().waitFor();
  await expectNoViolation(page);
  await page.keyboard.press("Escape");

  await rowOf(page, "Clinic North polar").click();
  await page.getByRole("dialog").waitFor();
  await expectNoViolation(page);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  await page.getByRole("checkbox", { name: "Select all" }).check();
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").waitFor();
  await expectNoViolation(page);

  for (const name of ["strava", "garmin"]) await page.getByRole("textbox", { name }).fill(name);
  await page.getByRole("button", { name: "Delete 5" }).click();
  await page.getByText("5 could not be deleted and stay selected.").waitFor();
  await expectNoViolation(page);
  expect(writesTo(api)).toEqual([]);
});

test("axe finds nothing where nothing is, and where nothing matches", async () => {
  const { page } = await visit();
  await page.getByText("No team has a credential of its own yet.").waitFor();
  await expectNoViolation(page);

  const { page: other } = await visit({ api: clinicsApi(), query: "?text=nothing" });
  await other.getByText("No credential matches the filters.").waitFor();
  await expectNoViolation(other);
});

test("axe finds nothing in what failed: a scope, the teams, and everything", async () => {
  let isDown = false;
  const before = (request: string) =>
    request.startsWith("GET") && (isDown || /\/team\?|\/team$|production\/eu/.test(request))
      ? Response.json({ detail: "not now" }, { status: 400 })
      : undefined;
  const { page } = await visit({ api: clinicsApi(), before, complaints: failedRequests });
  await page.getByText("The names of the teams could not be read").waitFor();
  await page.getByText("Not everything could be read.").waitFor();
  await expectNoViolation(page);

  isDown = true;
  await page.reload();
  await page.getByText("No environment and region could be read.").waitFor();
  await expectNoViolation(page);
  await page.getByRole("link", { name: "Coverage" }).click();
  await page.getByText("so teams without a credential are not shown").waitFor();
  await expectNoViolation(page);
});

test("axe finds nothing in the form, empty, refused and saved", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?view=set" });
  await page.getByText("Choose a team, a provider, an environment and a region.").waitFor();
  await expectNoViolation(page);

  const { origin } = new URL(page.url());
  await page.goto(`${origin}/${formAt(north, "quest")}`);
  await page.getByText("No step is needed at the provider.").waitFor();
  await textField(page, "Quest").fill("{");
  await textField(page, "Quest").blur();
  await eventually(() => textField(page, "Quest").getAttribute("aria-invalid")).toBe("true");
  await expectNoViolation(page);

  await page.goto("about:blank");
  await page.goto(`${origin}/${formAt(north, "fitbit", "production")}`);
  await page.getByRole("listitem").nth(4).waitFor();
  await textField(page, "Sleep verify token").fill("a-token");
  await page.getByRole("button", { name: "Set in production US" }).click();
  await page.getByText("Nothing was stored.").waitFor();
  await expectNoViolation(page);
  await textField(page, "Sleep verify token").fill("");
  await textField(page, "Client ID").fill("an-id");
  await page.getByRole("button", { name: "Set in production US" }).click();
  await page.getByText("is stored.").waitFor();
  await expectNoViolation(page);
});

test("axe finds nothing in a form for a stored credential, and for shapes of details", async () => {
  const { page } = await visit({ api: clinicsApi(), query: formAt(north, "polar") });
  await page.getByText("Clinic North already has this credential").waitFor();
  await expectNoViolation(page);

  await page.goto(`${new URL(page.url()).origin}/${formAt(north, "labcorp", "sandbox", "eu")}`);
  await formOf(page, "labcorp").getByRole("group", { name: "Kind of details" }).waitFor();
  await page.getByText("The data of Clinic North is in the region US.").waitFor();
  await expectNoViolation(page);
});

test("axe finds nothing in the coverage", async () => {
  const api = clinicsApi();
  api.scope("sandbox", "us").set({ team_id: south, provider: "fitbit", client_id: "f" });
  const { page } = await visit({ api, query: "?view=coverage&env=sandbox&region=us" });
  await page.getByText("Fitbit was retired in September 2026.").waitFor();
  await page.getByRole("checkbox", { name: "All OAuth providers" }).check();
  await expectNoViolation(page);

  await page.goto(`${new URL(page.url()).origin}/?view=coverage&env=production&region=us&text=nothing`);
  await page.getByText("0 teams in production US").waitFor();
  await expectNoViolation(page);
});

test("axe finds nothing in the plan, and in a plan that could not be made", async () => {
  const entry = entryOf("oura", { client_secret: { file: "secret.txt" } });
  const cwd = folder({ [configName]: { credentials: [entry] }, "secret.txt": "secret" });
  const { page } = await visit({ api: clinicsApi(), cwd, query: "?view=plan" });
  await page.getByText("To make these changes").waitFor();
  await expectNoViolation(page);

  const wrong = folder({ [configName]: "{" });
  const { page: other } = await visit({ cwd: wrong, query: "?view=plan", complaints: failedRequests });
  await other.getByText("The plan could not be made.").waitFor();
  await expectNoViolation(other);
});

test("axe finds nothing without a token, and with one that is refused", async () => {
  const { page, studio } = await visit({ api: clinicsApi() });
  await eventually(async () => (await rowsOf(page)).length).toBe(5);

  const { page: none } = await pageAt(`${studio.origin}/`);
  await none.getByText("This tab has no token.").waitFor();
  await none.getByRole("button", { name: "Continue" }).click();
  await none.getByRole("alert").getByText("Paste the whole URL").waitFor();
  await expectNoViolation(none);

  const { page: old } = await pageAt(`${studio.origin}/#token=old`, { complaints: failedRequests });
  await old.getByText("The server was restarted").waitFor();
  await expectNoViolation(old);
});
