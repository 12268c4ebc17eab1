// Secrets and details in the form: what is hidden, what has to be entered anew, and which shape is sent.

import { formFields } from "junction-credentials/forms";
import { expect } from "vitest";
import { setsOf } from "../cli/harness.js";
import { north } from "../plan/world.js";
import { clinicsApi, storedSecret } from "./clinics.js";
import { formAt, groupField, textField } from "./forms.js";
import { descriptionOf, eventually, hasFocus, pick, rowOf } from "./reading.js";
import { installStudio, test, visit } from "./visit.js";

installStudio();

test("secrets are masked until they are shown, and other values are not", async () => {
  const { page } = await visit({ query: formAt(north, "getlabs") });
  const maskOf = (label: string) =>
    textField(page, label).evaluate((input) =>
      input.ownerDocument.defaultView.getComputedStyle(input).getPropertyValue("-webkit-text-security"),
    );
  const labels = ["Client secret", "Webhook secret key", "Webhook secret token", "Client ID"];
  await textField(page, "Client secret").fill("typed");

  const masks = await Promise.all(labels.map(maskOf));
  await page.getByRole("button", { name: "Show: Client secret" }).click();
  const shown = await maskOf("Client secret");
  await page.getByRole("button", { name: "Hide: Client secret" }).click();
  const hidden = await maskOf("Client secret");

  expect(masks).toEqual(["disc", "disc", "disc", "none"]);
  expect([shown, hidden]).toEqual(["none", "disc"]);
  expect(await textField(page, "Client secret").inputValue()).toBe("typed");
});

test("a credential that is set again begins with its values, and asks for its secrets anew", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  await rowOf(page, "Clinic North polar").click();
  await page.getByRole("button", { name: "Set again" }).click();
  const secret = textField(page, "Client secret");
  const webhook = textField(page, "Webhook secret");
  await eventually(() => textField(page, "Client ID").inputValue()).toBe("d-polar");
  const begun = [await secret.inputValue(), await webhook.inputValue()];
  const required = await secret.getAttribute("aria-required");

  await page.getByRole("button", { name: "Replace in sandbox US" }).click();
  await eventually(() => hasFocus(secret)).toBe(true);
  const problems = [await descriptionOf(secret), await descriptionOf(webhook)];
  const early = setsOf(api);
  await secret.fill("new-secret");
  await webhook.fill("new-webhook-secret");
  await page.getByRole("button", { name: "Replace in sandbox US" }).click();
  await page.getByText("The credential of polar for Clinic North is stored.").waitFor();
  const html = await page.content();
  await page.getByRole("button", { name: "Set it again" }).click();
  await eventually(() => textField(page, "Client ID").inputValue()).toBe("d-polar");

  expect(begun).toEqual(["", ""]);
  expect(required).toBe("true");
  for (const problem of problems) expect(problem).toContain("Enter it again.");
  expect(early).toEqual([]);
  expect(setsOf(api)).toEqual([
    {
      team_id: north,
      provider: "polar",
      client_id: "d-polar",
      client_secret: "new-secret",
      details: { webhook_secret: "new-webhook-secret" },
    },
  ]);
  for (const typed of ["new-secret", "new-webhook-secret", storedSecret]) expect(html).not.toContain(typed);
  expect([await secret.inputValue(), await webhook.inputValue()]).toEqual(["", ""]);
});

test("a value that is emptied is removed from the stored credential", async () => {
  const { page, api } = await visit({ api: clinicsApi() });
  api.scope("production", "us").set({
    team_id: north,
    provider: "strava",
    client_id: "kept",
    redirect_url_override: "https://clinic.example/callback",
  });
  await rowOf(page, "Clinic North strava").click();
  await page.getByRole("button", { name: "Set again" }).click();
  await eventually(() => textField(page, "Redirect URL override").inputValue()).toBe(
    "https://clinic.example/callback",
  );
  await textField(page, "Redirect URL override").fill("");

  await page.getByRole("button", { name: "Replace in production US" }).click();

  await page.getByText("is stored.").waitFor();
  expect(setsOf(api)).toEqual([{ team_id: north, provider: "strava", client_id: "kept" }]);
});

test("only the values of the chosen shape of details are sent, and the stored shape is chosen again", async () => {
  const { page, api } = await visit({ query: formAt(north, "labcorp") });
  const shape = page.getByRole("group", { name: "Kind of details" });
  await eventually(() => shape.getByRole("radio").count()).toBe(2);
  await textField(page, "Account number").fill("of the first shape");
  await page.getByRole("combobox", { name: "Billing method" }).selectOption({ index: 1 });
  await shape.getByRole("radio").nth(1).check();
  await eventually(() => textField(page, "Account number").count()).toBe(0);
  const own = [
    "Sending facility",
    "Sending application",
    "Receiving facility",
    "Receiving application",
  ] as const;
  for (const label of own) await textField(page, label).fill(`a ${label.toLowerCase()}`);

  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await page.getByText("The credential of labcorp for Clinic North is stored.").waitFor();
  await page.reload();
  await eventually(() => textField(page, "Sending facility").inputValue()).toBe("a sending facility");

  expect(await shape.getByRole("radio").nth(1).isChecked()).toBe(true);
  expect(setsOf(api)).toEqual([
    {
      team_id: north,
      provider: "labcorp",
      details: {
        sending_facility: "a sending facility",
        sending_application: "a sending application",
        receiving_facility: "a receiving facility",
        receiving_application: "a receiving application",
      },
    },
  ]);
});

test("lists, choices, lists by state and objects are sent as such, and shown again as they are stored", async () => {
  const { page, api } = await visit({ query: formAt(north, "quest") });
  const types = groupField(page, "Allowed billing types");
  const states = groupField(page, "Disallowed billing states");
  const [first = "", second = ""] =
    formFields("quest").find(({ path }) => path === "details.allowed_billing_types")?.options ?? [];
  await textField(page, "Allowed business units").fill(" AMD,  TMP ,, ");
  await types.getByRole("checkbox", { name: first, exact: true }).check();
  await types.getByRole("checkbox", { name: second, exact: true }).check();
  await types.getByRole("checkbox", { name: first, exact: true }).uncheck();
  await states.getByRole("textbox", { name: second }).fill("CA,\tNY");
  await textField(page, "Quest").fill('{ "account": { "number": 7 } }');

  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await page.getByText("The credential of quest for Clinic North is stored.").waitFor();
  await page.reload();
  await eventually(() => textField(page, "Allowed business units").inputValue()).toBe("AMD, TMP");

  expect(await types.getByRole("checkbox", { checked: true }).evaluateAll((all) => all.length)).toBe(1);
  expect(await types.getByRole("checkbox", { name: second, exact: true }).isChecked()).toBe(true);
  expect(await states.getByRole("textbox", { name: second }).inputValue()).toBe("CA, NY");
  expect(await textField(page, "Quest").inputValue()).toBe("");
  expect(setsOf(api)).toEqual([
    {
      team_id: north,
      provider: "quest",
      details: {
        allowed_billing_types: [second],
        disallowed_billing_states: { [second]: ["CA", "NY"] },
        quest: { account: { number: 7 } },
        allowed_business_units: ["AMD", "TMP"],
      },
    },
  ]);
});

test("spaces around a value are dropped, and those inside stay", async () => {
  const { page, api } = await visit({ query: formAt(north, "oura") });
  await pick(page, "Environment", "Production");
  await textField(page, "Client ID").fill("  an id  ");

  await page.getByRole("button", { name: "Set in production US" }).click();

  await page.getByText("is stored.").waitFor();
  expect(setsOf(api)).toEqual([{ team_id: north, provider: "oura", client_id: "an id" }]);
});
