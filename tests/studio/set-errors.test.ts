// What is wrong with a credential that is set, and where the form says it.

import { expect } from "vitest";
import { setsOf } from "../cli/harness.js";
import { north } from "../plan/world.js";
import { formAt, formOf, textField } from "./forms.js";
import { descriptionOf, eventually, hasFocus } from "./reading.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

/** A response of the API that blames values of the body. */
const refusal = (...problems: [path: string[], msg: string][]) =>
  Response.json(
    { detail: problems.map(([path, msg]) => ({ type: "value_error", loc: ["body", ...path], msg })) },
    { status: 422 },
  );

const isSet = (request: string) => request.startsWith("POST") && !request.includes("prepare");

test("an empty form is not sent", async () => {
  const { page, api } = await visit({ query: formAt(north, "oura") });

  await page.getByRole("button", { name: "Set in sandbox US" }).click();

  await formOf(page, "oura").getByRole("alert").getByText("Enter at least one value.").waitFor();
  await page.getByText("Nothing was stored. Correct the marked values.").waitFor();
  expect(setsOf(api)).toEqual([]);
});

test("missing values are marked at their fields, the first has the focus, and the marks go as they are filled in", async () => {
  const { page, api } = await visit({ query: formAt(north, "google_health") });
  const number = textField(page, "Project number");
  const email = textField(page, "Service account email");
  await textField(page, "Client ID").fill("an-id");

  await page.getByRole("button", { name: "Set in sandbox US" }).click();

  await eventually(() => hasFocus(number)).toBe(true);
  for (const field of [number, email]) {
    expect(await descriptionOf(field)).toContain("Enter a value.");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.getAttribute("aria-required")).toBe("true");
  }
  expect(await descriptionOf(textField(page, "Client ID"))).not.toContain("Enter a value.");
  await number.fill("123456");
  await eventually(() => descriptionOf(number)).not.toContain("Enter a value.");
  await email.fill("a@example.iam.gserviceaccount.com");
  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await page.getByText("is stored.").waitFor();
  expect(setsOf(api)).toHaveLength(1);
});

test("values that details need together are asked for only once one of them is entered", async () => {
  const { page, api } = await visit({ query: formAt(north, "fitbit") });
  const sleep = textField(page, "Sleep verify token");
  const body = textField(page, "Body verify token");
  await textField(page, "Workout verify token").fill("a-token");

  await page.getByRole("button", { name: "Set in sandbox US" }).click();

  await eventually(() => hasFocus(sleep)).toBe(true);
  for (const field of [sleep, body]) expect(await descriptionOf(field)).toContain("Enter a value.");
  expect(await descriptionOf(textField(page, "Foods verify token"))).not.toContain("Enter a value.");
  await textField(page, "Workout verify token").fill("");
  await textField(page, "Client ID").fill("an-id");
  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await page.getByText("is stored.").waitFor();
  expect(setsOf(api)).toEqual([{ team_id: north, provider: "fitbit", client_id: "an-id" }]);
});

test("a malformed object is marked when its field is left, without repeating what was typed", async () => {
  const { page, api } = await visit({ query: formAt(north, "quest") });
  const quest = textField(page, "Quest");
  const wrong = ['{ "password": "hunter2"', "[1]", '"text"', "7"];

  for (const text of wrong) {
    await quest.fill(text);
    await quest.blur();

    await eventually(() => quest.getAttribute("aria-invalid")).toBe("true");
    const problem = await descriptionOf(quest);
    expect(problem).toMatch(/object/);
    expect(problem).not.toContain("hunter2");
  }
  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await eventually(() => hasFocus(quest)).toBe(true);
  expect(setsOf(api)).toEqual([]);
});

test("what the API refuses is marked at its field, which has the focus, and what was typed stays", async () => {
  const answers = [
    refusal(
      [["details", "service_account_email"], "the account does not exist"],
      [["client_secret"], "the secret is too short"],
    ),
  ];
  const before = (request: string) => (isSet(request) ? answers.shift() : undefined);
  const { page, api } = await visit({
    query: formAt(north, "google_health"),
    before,
    complaints: failedRequests,
  });
  const email = textField(page, "Service account email");
  const values = { "Client ID": "an-id", "Client secret": "hunter2", "Project number": "123456" };
  for (const [label, value] of Object.entries(values)) await textField(page, label).fill(value);
  await email.fill("a@example.com");

  await page.getByRole("button", { name: "Set in sandbox US" }).click();

  await eventually(() => hasFocus(email)).toBe(true);
  expect(await descriptionOf(email)).toContain("The account does not exist.");
  expect(await descriptionOf(textField(page, "Client secret"))).toContain("The secret is too short.");
  for (const [label, value] of Object.entries(values))
    expect([label, await textField(page, label).inputValue()]).toEqual([label, value]);
  await email.fill("b@example.com");
  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await page.getByText("is stored.").waitFor();
  expect(setsOf(api)).toMatchObject([{ details: { service_account_email: "b@example.com" } }]);
});

test("what the API refuses without a field of the form is told above the button", async () => {
  const answers = [
    refusal([["details", "tenant"], "is needed now"]),
    Response.json({ detail: "teams of this plan have no credentials" }, { status: 422 }),
  ];
  const before = (request: string) => (isSet(request) ? answers.shift() : undefined);
  const { page } = await visit({ query: formAt(north, "oura"), before, complaints: failedRequests });
  const form = formOf(page, "oura");
  await textField(page, "Client ID").fill("an-id");

  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await form.getByRole("alert").getByText("details.tenant").waitFor();
  const first = await form.getByRole("alert").filter({ hasText: "cannot be set like this" }).innerText();
  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await form.getByRole("alert").getByText("Teams of this plan have no credentials.").waitFor();

  expect(first).toContain("details.tenant Is needed now.");
  await eventually(() => form.getByText("details.tenant").count()).toBe(0);
  expect(await textField(page, "Client ID").inputValue()).toBe("an-id");
});

test("a lost response is told as such, and the same values can be sent again", async () => {
  const answers = [Response.json({ detail: "the database is away" }, { status: 500 })];
  const before = (request: string) => (isSet(request) ? answers.shift() : undefined);
  const { page, api } = await visit({ query: formAt(north, "oura"), before, complaints: failedRequests });
  await textField(page, "Client ID").fill("an-id");
  await textField(page, "Client secret").fill("a-secret");

  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await page.getByText("It is not known whether the credential was set.").waitFor();
  await page.getByRole("button", { name: "Set in sandbox US" }).click();

  await page.getByText("The credential of oura for Clinic North is stored.").waitFor();
  expect(setsOf(api)).toEqual([
    { team_id: north, provider: "oura", client_id: "an-id", client_secret: "a-secret" },
  ]);
});
