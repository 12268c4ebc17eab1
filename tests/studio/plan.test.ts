// The view of the plan, which is there where a config is.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { entryOf } from "../cli/configs.js";
import { configName, folder, lockName, run } from "../cli/harness.js";
import { served } from "../cli/server.js";
import { openStudio } from "../cli/studio.js";
import { clinicsApi, writesTo } from "./clinics.js";
import { eventually } from "./reading.js";
import { failedRequests, installStudio, pageAt, test, visit } from "./visit.js";

installStudio();

const client_secret = { file: "secret.txt" };

/** A folder with a config and the secret of its entries. */
const projectOf = (...credentials: object[]) =>
  folder({ [configName]: { credentials }, "secret.txt": "the-secret-of-the-config" });

const changesOf = (page: Page): Promise<string[]> =>
  page
    .getByRole("region", { name: "Plan" })
    .getByRole("listitem")
    .filter({ has: page.locator("strong") })
    .evaluateAll((items) => items.map(({ innerText }) => innerText.replace(/\s+/g, " ")));

test("the plan shows each kind of change, and what it is about, without secrets", async () => {
  const cwd = projectOf(
    entryOf("oura", { client_secret }),
    entryOf("strava", { team: "Clinic East", region: "eu", client_secret: null, client_id: "new-id" }),
    entryOf("polar", {
      client_secret,
      client_id: "d-polar",
      details: { webhook_secret: { file: "secret.txt" } },
    }),
    entryOf("oura", { team: "Clinic South", client_secret: null, client_id: "b-oura" }),
  );
  const { page, api } = await visit({ api: clinicsApi(), cwd });

  await page.getByRole("link", { name: "Plan" }).click();

  await page.getByText("To make these changes, run npx junction-credentials apply").waitFor();
  const changes = await changesOf(page);
  expect(changes).toHaveLength(3);
  expect(changes.find((text) => text.startsWith("Create"))).toMatch(
    /oura of Clinic North sandbox US new client secret .*client_id added: "oura-id"/,
  );
  expect(changes.find((text) => text.startsWith("Update"))).toMatch(
    /strava of Clinic East sandbox EU no client secret client_id changed from "a-strava" to "new-id"/,
  );
  expect(changes.find((text) => text.startsWith("Skip"))).toMatch(
    /polar of Clinic North sandbox US client secret not verified/,
  );
  expect(await page.getByRole("status").first().innerText()).toBe(
    "1 to create, 1 to update, 1 to skip, 1 unchanged",
  );
  expect(await page.content()).not.toContain("the-secret-of-the-config");
  expect(writesTo(api)).toEqual([]);
});

test("the plan only shows: it offers nothing that writes, and no request of it does", async () => {
  const cwd = projectOf(entryOf("oura", { client_secret }));
  const { page, api } = await visit({ api: clinicsApi(), cwd, query: "?view=plan" });
  await eventually(async () => (await changesOf(page)).length).toBe(1);

  await page.getByRole("button", { name: "Compare again" }).click();
  await page.getByRole("status").filter({ hasText: "1 to create" }).waitFor();

  const buttons = await page.getByRole("region", { name: "Plan" }).getByRole("button").allInnerTexts();
  expect(buttons).toEqual(["Compare again"]);
  expect(api.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("a comparison is made anew after the config was changed", async () => {
  const cwd = projectOf(entryOf("oura", { client_secret }));
  const { page } = await visit({ api: clinicsApi(), cwd, query: "?view=plan" });
  await page.getByRole("status").filter({ hasText: "1 to create" }).waitFor();
  const credentials = [entryOf("oura", { team: "Clinic South", client_secret: null, client_id: "b-oura" })];
  writeFileSync(join(cwd, configName), JSON.stringify({ credentials }));

  await page.getByRole("button", { name: "Compare again" }).click();

  await page.getByText("What is stored is what the config says.").waitFor();
  expect(await page.getByRole("status").first().innerText()).toBe("1 unchanged");
});

test("what somebody else wrote since the last apply is named", async () => {
  const api = clinicsApi();
  const cwd = projectOf(entryOf("oura", { client_secret }));
  const url = await served(api);
  const applied = await run(["apply", "--yes"], { api: url, cwd });
  const team_id = api.teams.find(({ name }) => name === "Clinic North")?.id ?? "";
  api.scope("sandbox", "us").set({ team_id, provider: "oura", client_id: "oura-id", client_secret: "x" });

  // A lock belongs to one address of the API.
  const { origin, token } = await openStudio([], { api: url, cwd });
  const { page } = await pageAt(`${origin}/?view=plan#token=${token}`);

  await eventually(() => changesOf(page)).toEqual([
    expect.stringMatching(/^Skip oura of Clinic North sandbox US written by somebody else/),
  ]);
  expect(applied.status).toBe(0);
});

test("there is no plan where there is no config", async () => {
  const { page } = await visit({ api: clinicsApi() });
  await page.getByRole("grid", { name: "Credentials" }).waitFor();
  await eventually(() => page.getByText(/^\d+\.\d+\.\d+/).count()).toBe(1);

  const views = await page.getByRole("navigation", { name: "Views" }).getByRole("link").allInnerTexts();

  expect(views).toEqual(["Credentials", "Set", "Coverage"]);
});

test("a link to the plan where there is no config says how to get one", async () => {
  const { page } = await visit({ api: clinicsApi(), query: "?view=plan", complaints: failedRequests });

  const problem = page.getByRole("alert");

  await problem.getByText("The plan could not be made.").waitFor();
  expect(await problem.innerText()).toContain("pull --out");
});

test("a wrong config is explained, and is compared once it is corrected", async () => {
  const cwd = projectOf();
  const write = (text: string) => writeFileSync(join(cwd, configName), text);
  const entryWith = (fields: object) => JSON.stringify({ credentials: [entryOf("oura", fields)] });
  const wrong: [text: string, reason: RegExp][] = [
    ["{", /config\.json/],
    [JSON.stringify({ credentials: [], prun: [] }), /prun/],
    [entryWith({ client_secret, team: "Clinic West" }), /credentials\[0\]\.team/],
    [entryWith({ client_secret: { file: "other.txt" } }), /other\.txt/],
    [entryWith({ client_secret, provider: "google_health" }), /details/],
  ];
  write("[]");
  const { page } = await visit({ api: clinicsApi(), cwd, query: "?view=plan", complaints: failedRequests });
  const problem = page.getByRole("alert");
  await problem.getByText("The plan could not be made.").waitFor();

  for (const [text, reason] of wrong) {
    write(text);
    await problem.getByRole("button", { name: "Try again" }).click();

    await eventually(() => problem.innerText()).toMatch(reason);
    expect(await problem.innerText()).not.toContain("the-secret-of-the-config");
  }

  write(JSON.stringify({ credentials: [] }));
  await problem.getByRole("button", { name: "Try again" }).click();
  await page.getByText("There is nothing to apply.").waitFor();
});

test("several configs are explained, and so is a lock that cannot be read", async () => {
  const cwd = folder({ [configName]: { credentials: [] }, [lockName]: "no lock" });
  const { page } = await visit({ api: clinicsApi(), cwd, query: "?view=plan", complaints: failedRequests });
  const problem = page.getByRole("alert");

  await problem.getByText(lockName).waitFor();
  writeFileSync(join(cwd, "junction-credentials.config.mjs"), "export default { credentials: [] };");
  await problem.getByRole("button", { name: "Try again" }).click();

  await problem.getByText("expected one config").or(problem.getByText("Expected one config")).waitFor();
});
