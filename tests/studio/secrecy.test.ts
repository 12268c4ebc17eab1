// A secret that was typed is in no storage, URL, history, cache or document once it is saved.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appointmentProviders, labs, labsProviders, providers, type SetProvider } from "junction-credentials";
import { formFields } from "junction-credentials/forms";
import { type FakeManagementApi, fakeManagementApi } from "junction-credentials/testing";
import { type Page, chromium as playwright } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { chromium } from "../../scripts/chromium.mjs";
import { installCommandLine, setsOf } from "../cli/harness.js";
import { closing, served } from "../cli/server.js";
import { openStudio } from "../cli/studio.js";
import { north, teams } from "../plan/world.js";
import { fillField, formAt, formOf } from "./forms.js";
import { choose } from "./reading.js";
import { historyOf, recorded, shownBy, storedBy, type Trace } from "./traces.js";
import { test } from "./visit.js";

installCommandLine();

const canary = "canary-71c4";
const settable: SetProvider[] = [
  ...new Set([...providers, ...labs, ...labsProviders, ...appointmentProviders]),
];
const withSecrets = settable.filter((provider) => formFields(provider).some(({ secret }) => secret));
const [first = "oura"] = withSecrets;

/** The secrets that are typed, each different. */
const secretsOf = (provider: SetProvider) =>
  formFields(provider)
    .filter(({ secret }) => secret)
    .map((field) => ({ field, value: `${canary}-${provider}-${field.path}` }));

/** Types all secrets of a provider, and what else it requires. */
async function typeSecrets(page: Page, provider: SetProvider): Promise<void> {
  const form = formOf(page, provider);
  for (const { field, value } of secretsOf(provider)) await fillField(form, field, value);
  const fields = formFields(provider);
  const shown = fields.find(({ shape }) => shape !== undefined)?.shape;
  for (const field of fields) {
    if (field.required !== false && !field.secret && [shown, undefined].includes(field.shape))
      await fillField(form, field, "12345");
  }
}

/** The places where a text is found. */
const placesOf = (text: string, traces: readonly Trace[]): string[] =>
  traces.filter((trace) => trace.text.includes(text)).map(({ where }) => where);

/** The files below a folder that contain a text, in the encodings of browsers. */
function filesWith(text: string, root: string): string[] {
  const forms = [Buffer.from(text), Buffer.from(text, "utf16le"), Buffer.from(encodeURIComponent(text))];
  return readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => {
    const file = join(root, path);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false;
    const content = readFileSync(file);
    return forms.some((form) => content.includes(form));
  });
}

describe("after the secrets of all providers were saved, a secret", () => {
  let api: FakeManagementApi;
  let token = "";
  let record: ReturnType<typeof recorded>;
  const traces: Trace[] = [];
  const profile = mkdtempSync(join(tmpdir(), "junction-credentials-profile-"));
  // Otherwise this is done after the first test, which does not come if the preparation fails.
  afterAll(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    rmSync(profile, { recursive: true, force: true });
  });

  beforeAll(async () => {
    api = fakeManagementApi({ teams });
    const studio = await openStudio([], { api: await served(api) });
    token = studio.token;
    const executablePath = await chromium();
    if (!executablePath) return;
    const options = { executablePath, args: ["--disable-gpu"] };
    const context = await playwright.launchPersistentContext(profile, options);
    closing.push(() => context.close());
    context.setDefaultTimeout(15_000);
    record = recorded(context);
    const page = await context.newPage();
    await page.goto(`${studio.origin}/${formAt(north, first)}#token=${token}`);
    for (const provider of withSecrets) {
      if (provider !== first) await choose(page, "Provider", provider);
      await typeSecrets(page, provider);
      await page.getByRole("button", { name: "Set in sandbox US" }).click();
      await page.getByText(`The credential of ${provider} for Clinic North is stored.`).waitFor();
      traces.push(...(await shownBy(page, `after ${provider}`)));
    }
    await page.getByRole("link", { name: "Credentials" }).click();
    await page
      .getByRole("row", { name: /Clinic North/ })
      .first()
      .waitFor();
    traces.push(
      ...(await shownBy(page, "in the list")),
      ...(await storedBy(page)),
      ...(await historyOf(page)),
    );
    await context.close();
  });

  test("has arrived at the API, each of them once", async () => {
    const sent = setsOf(api).map((body) => JSON.stringify(body));

    const expected = withSecrets.flatMap((provider) => secretsOf(provider).map(({ value }) => value));
    const missing = expected.filter(
      (value) => sent.filter((body) => body.includes(`"${value}"`)).length !== 1,
    );

    expect(expected.length).toBeGreaterThan(60);
    expect(missing).toEqual([]);
  });

  test("is in no document, field, title, address or history entry, and in no storage", async () => {
    expect(traces.length).toBeGreaterThan(240);
    expect(placesOf(canary, traces)).toEqual([]);
  });

  test("was in no request but the one that set it, and there only in the body", async () => {
    const { requests } = record;

    const carriers = requests.filter(({ rest }) => rest.includes(canary));

    expect(requests.filter(({ line }) => line.includes(canary))).toEqual([]);
    expect(carriers).toHaveLength(withSecrets.length);
    for (const { line } of carriers)
      expect(line).toMatch(/^POST .*\/self\/team_custom_credentials\/sandbox\/us$/);
  });

  test("was in no response, and nothing was printed to the console", async () => {
    const bodies = await Promise.all(record.bodies);

    expect(bodies.some((body) => body.includes('"source":"strava"'))).toBe(true);
    expect(bodies.filter((body) => body.includes(canary))).toEqual([]);
    expect(record.console).toEqual([]);
  });

  test("is in no file of the profile of the browser", async () => {
    // Otherwise nothing of the page would be there.
    expect(filesWith("provider=strava", profile)).not.toEqual([]);
    expect(filesWith(canary, profile)).toEqual([]);
  });

  test("the token, unlike it, is in the storage of the tab, and nowhere else on the page", async () => {
    expect(token).not.toBe("");
    expect(placesOf(token, traces)).toEqual(["sessionStorage"]);
  });

  test("the address that was opened stays in the history of the browser, which no page can clear", async () => {
    expect(filesWith(`#token=${token}`, profile)).toContain(join("Default", "History"));
  });
});
