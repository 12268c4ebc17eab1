// The view that sets a credential.

import { expect } from "vitest";
import { setsOf } from "../cli/harness.js";
import { north, south } from "../plan/world.js";
import { clinicsApi, east } from "./clinics.js";
import { formAt, formOf, textField } from "./forms.js";
import { choose, countOf, eventually, hasFocus, pick, rowOf, rowsOf } from "./reading.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

const copying = { permissions: ["clipboard-read", "clipboard-write"] };

test("a person chooses a team and a provider, fills in the form, and finds the credential in the list", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  await eventually(() => countOf(page)).toBe("5 credentials");
  await page.getByRole("link", { name: "Set", exact: true }).click();
  await page.getByText("Choose a team, a provider, an environment and a region.").waitFor();
  await choose(page, "Team", "Clinic East");
  await choose(page, "Provider", "withings");
  await pick(page, "Environment", "Sandbox");
  await textField(page, "Client ID").fill("an-id");
  await textField(page, "Client secret").fill("a-secret");

  await page.getByRole("button", { name: "Set in sandbox EU" }).click();

  const result = page.getByRole("region", { name: "Result" });
  await result.getByText("The credential of withings for Clinic East is stored.").waitFor();
  await result.getByText("Nothing. The credential is active.").waitFor();
  await eventually(() => hasFocus(result)).toBe(true);
  const lists = () =>
    api.requests.filter(({ operation, query }) => operation === "list" && !query.has("team_id")).length;
  const before = lists();
  await result.getByRole("link", { name: "Show it in the list" }).click();
  await eventually(() => rowsOf(page)).toEqual(["Clinic East withings sandbox EU"]);
  expect(setsOf(api)).toEqual([
    { team_id: east, provider: "withings", client_id: "an-id", client_secret: "a-secret" },
  ]);
  expect(lists()).toBe(before);
});

test("the region follows the team, and another one is warned of", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?view=set" });

  await choose(page, "Team", "Clinic East");
  await eventually(() => page.getByRole("radio", { name: "EU" }).isChecked()).toBe(true);
  await choose(page, "Team", "Clinic North");
  await eventually(() => page.getByRole("radio", { name: "US" }).isChecked()).toBe(true);
  await pick(page, "Region", "EU");

  await page.getByText("The data of Clinic North is in the region US.").waitFor();
});

test("a team can be chosen by its id where the list of teams is refused", async () => {
  const refusal = {
    kind: "status",
    status: 403,
    operation: "teams",
    times: Number.POSITIVE_INFINITY,
  } as const;
  const api = clinicsApi({ faults: [refusal] });
  const query = "?view=set&provider=oura&env=sandbox&region=us";
  const { page } = await visit({ api, query, complaints: failedRequests });

  await page.getByRole("textbox", { name: "Team id" }).fill(north);
  await textField(page, "Client ID").fill("an-id");
  await page.getByRole("button", { name: "Set in sandbox US" }).click();

  await page.getByText(`The credential of oura for ${north} is stored.`).waitFor();
  expect(setsOf(api)).toEqual([{ team_id: north, provider: "oura", client_id: "an-id" }]);
});

test("each step at the provider says where its value belongs, and copies it", async () => {
  const { page } = await visit({ query: formAt(north, "google_health"), browser: copying });
  const steps = page.getByRole("region", { name: "Preparation" });
  const copied = () => page.evaluate<string>("navigator.clipboard.readText()");
  const places = ["Redirect URI of the application", "Principal in the project roles/pubsub.publisher"];
  const values = [
    "https://api.sandbox.us.junction.example/v2/link/google_health/callback",
    "serviceAccount:health@junction-sandbox-us.iam.gserviceaccount.example",
  ];

  for (const [index, place] of places.entries()) {
    await steps.getByRole("button", { name: `Copy: ${place}`, exact: true }).click();
    await steps.getByRole("button", { name: `Copied: ${place}`, exact: true }).waitFor();

    const item = (await steps.getByRole("listitem").nth(index).innerText()).replace(/\s+/g, " ");
    expect(item.startsWith(place)).toBe(true);
    expect(item).toContain(values[index]);
    expect(await copied()).toBe(values[index]);
  }
});

test("a provider without steps says so, and steps that cannot be read do not prevent a set", async () => {
  const faults = [{ kind: "status", status: 403, operation: "prepare" } as const];
  const { page } = await visit({ api: { faults }, query: formAt(north, "oura"), complaints: failedRequests });
  const steps = page.getByRole("region", { name: "Preparation" });

  await steps.getByRole("alert").getByText("You can set the credential without them.").waitFor();
  await formOf(page, "oura").getByRole("button", { name: "Set in sandbox US" }).waitFor();
  await steps.getByRole("button", { name: "Try again" }).click();
  await steps.getByText("Redirect URI of the application").waitFor();
  await choose(page, "Provider", "ayumetrix");
  await steps.getByText("No step is needed at the provider.").waitFor();
});

test("fitbit is named as retired, and its subscribers are still to be verified after it was set", async () => {
  const { page } = await visit({ query: formAt(south, "fitbit"), browser: copying });
  await page.getByText("Fitbit was retired by its maker in September 2026.").waitFor();
  await textField(page, "Client ID").fill("an-id");

  await page.getByRole("button", { name: "Set in sandbox US" }).click();

  const result = page.getByRole("region", { name: "Result" });
  await result.getByText("The credential becomes active when its owner selects Verify at Fitbit").waitFor();
  await result.getByRole("listitem").first().waitFor();
  const subscribers = await result.getByRole("listitem").allInnerTexts();
  expect(subscribers.map((text) => /\w+/.exec(text.split("application")[1] ?? "")?.[0])).toEqual([
    "workout",
    "sleep",
    "body",
    "foods",
  ]);
  await result.getByRole("button", { name: "Copy: Subscriber of the application sleep" }).click();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
    `https://api.sandbox.us.junction.example/v2/webhook/fitbit/sleep/${south}`,
  );
});

test("setting for production is marked apart, from the form to the row", async () => {
  const { page, api } = await visit({ api: clinicsApi(), query: formAt(north, "strava", "production") });
  await page.getByText("Clinic North already has this credential").waitFor();
  await textField(page, "Client ID").fill("another");
  const button = page.getByRole("button", { name: "Replace in production US" });
  const color = () =>
    button.evaluate((node) => node.ownerDocument.defaultView.getComputedStyle(node).backgroundColor);
  const production = await color();

  await button.click();
  await page.getByRole("link", { name: "Show it in the list" }).click();
  await rowOf(page, "Clinic North strava production US another").waitFor();
  await page.goto(`${new URL(page.url()).origin}/${formAt(south, "oura")}`);
  await page.getByRole("button", { name: "Replace in sandbox US" }).waitFor();

  const sandbox = await page
    .getByRole("button", { name: "Replace in sandbox US" })
    .evaluate((node) => node.ownerDocument.defaultView.getComputedStyle(node).backgroundColor);
  expect(sandbox).not.toBe(production);
  expect(api.scope("production", "us").credentials.map(({ client_id }) => client_id)).toEqual(["another"]);
});

test("what was typed is still there after a look at another view, and goes to the team that is chosen last", async () => {
  const { page, api } = await visit({ query: formAt(north, "oura") });
  await textField(page, "Client ID").fill("typed");
  await textField(page, "Client secret").fill("typed secret");
  await page.getByRole("link", { name: "Credentials" }).click();
  await page.getByRole("grid", { name: "Credentials" }).waitFor();
  await page.getByRole("link", { name: "Set", exact: true }).click();
  await choose(page, "Team", "Clinic South");

  await page.getByRole("button", { name: "Set in sandbox US" }).click();

  await page.getByText("The credential of oura for Clinic South is stored.").waitFor();
  expect(setsOf(api)).toEqual([
    { team_id: south, provider: "oura", client_id: "typed", client_secret: "typed secret" },
  ]);
});

test("a double click sets once", async () => {
  const { page, api } = await visit({ query: formAt(north, "oura") });
  await textField(page, "Client ID").fill("once");

  await page.getByRole("button", { name: "Set in sandbox US" }).dblclick({ noWaitAfter: true });

  await page.getByText("The credential of oura for Clinic North is stored.").waitFor();
  expect(setsOf(api)).toHaveLength(1);
});
