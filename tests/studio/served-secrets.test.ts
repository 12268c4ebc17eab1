// Nothing that the server sends contains its key or a stored secret, and a set that failed leaves no secret behind.

import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fakeManagementApi, sampleCredentials, sampleTeams } from "junction-credentials/testing";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { main, managementKey } from "../cli/harness.js";
import { north } from "../plan/world.js";
import { failing } from "./faults.js";
import { formAt, formOf, textField } from "./forms.js";
import { choose } from "./reading.js";
import { historyOf, recorded, shownBy, storedBy } from "./traces.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

/** The beginning of every secret in the details of the sample credentials. */
const storedSecret = "fake-";

/** One credential of each kind of details, and their API. */
function samples() {
  const credentials = sampleCredentials(11);
  const api = fakeManagementApi({ teams: sampleTeams(), credentials });
  return { api, credentials, secrets: [storedSecret, managementKey] };
}

/** Everything that a page shows and stores. */
async function remembered(page: Page): Promise<string> {
  return JSON.stringify([await shownBy(page, "now"), await storedBy(page)]);
}

test("no answer and no state of the page has the key, or a secret of a stored credential", async () => {
  const { api, credentials, secrets } = samples();
  let record: ReturnType<typeof recorded> | undefined;
  const states: string[] = [];
  const prepare = async (page: Page) => {
    record = recorded(page.context());
  };

  const { page } = await visit({ api, prepare });
  await page.getByRole("row", { name: /polar/ }).waitFor();
  for (const { source, id } of credentials) {
    await page.getByRole("searchbox", { name: "Search" }).fill(id);
    await page.getByRole("row", { name: new RegExp(`Select ${source} of`) }).click();
    await page.getByRole("dialog").getByText(id, { exact: true }).waitFor();
    states.push(await remembered(page));
    await page.getByRole("dialog").getByRole("button", { name: "Set again" }).click();
    await page.getByText("already has this credential").waitFor();
    states.push(await remembered(page));
    await page.getByRole("link", { name: "Credentials" }).click();
  }
  await page.getByRole("link", { name: "Coverage" }).click();
  await page.getByRole("heading", { name: "Coverage" }).waitFor();
  states.push(await remembered(page));
  const seen = [...states, ...(await Promise.all(record?.bodies ?? []))];

  expect(JSON.stringify(api.credentials)).toContain(storedSecret);
  expect(seen.some((text) => text.includes('"webhook_secret":"***"'))).toBe(true);
  expect(secrets.filter((secret) => seen.some((text) => text.includes(secret)))).toEqual([]);
});

test("no file and no answer of the server has the key, whatever is asked", async () => {
  const { api, secrets } = samples();
  const { studio } = await visit({ api });
  const root = join(dirname(main()), "../studio");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  const list = "/api/junction/v1/org/self/team_custom_credentials/sandbox/us";

  const answers = [
    await studio.send("/"),
    await studio.send("/none"),
    await studio.send(list),
    await studio.call(list),
    await studio.call("/api/junction/v1/org/self/team"),
    await studio.call("/api/studio"),
    await studio.call("/api/studio/plan"),
    await studio.call("/api/none"),
    await studio.call(list, { method: "POST", body: "{}", headers: { "content-type": "application/json" } }),
    ...(await Promise.all(files.map((path) => studio.send(`/${path.replaceAll("\\", "/")}`)))),
  ];
  const texts = answers.map(({ headers, text }) => JSON.stringify(headers) + text);

  expect(files.length).toBeGreaterThan(3);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(files.length);
  expect(texts.filter((text) => text.includes(managementKey))).toEqual([]);
  expect(secrets.filter((secret) => texts.slice(0, 9).some((text) => text.includes(secret)))).toEqual([]);
});

test("a secret whose set has failed is gone once another provider is chosen, although Junction echoed it", async () => {
  const canary = "canary-52be";
  const issues = [{ loc: ["body", "client_secret"], msg: `${canary} is weak`, type: "value", input: canary }];
  const { before } = failing(/^POST .*\/team_custom/, () =>
    Response.json({ detail: issues }, { status: 422 }),
  );
  let record: ReturnType<typeof recorded> | undefined;
  const prepare = async (page: Page) => {
    record = recorded(page.context());
  };
  const options = { query: formAt(north, "polar"), before, complaints: failedRequests, prepare };
  const { page } = await visit(options);

  await textField(page, "Client secret").fill(canary);
  await textField(page, "Webhook secret").fill(`${canary}-too`);
  await formOf(page, "polar").getByRole("button", { name: /^Show/ }).first().click();
  await page.getByRole("button", { name: "Set in sandbox US" }).click();
  await page.getByText(/is weak/).waitFor();
  const typed = await textField(page, "Client secret").inputValue();
  const echoed = (await Promise.all(record?.bodies ?? [])).filter((body) => body.includes(canary));
  await choose(page, "Provider", "oura");
  await formOf(page, "oura").waitFor();
  const after = JSON.stringify([await remembered(page), await historyOf(page)]);

  expect(typed).toBe(canary);
  expect(echoed).toEqual([]);
  expect(after).not.toContain(canary);
});

test("the token leaves the address and the history, and no request has it in its address", async () => {
  const { page, studio, urls, address } = await visit({ query: "?view=coverage" });
  await page.getByRole("heading", { name: "Coverage" }).waitFor();

  const kept = await storedBy(page);
  const holders = kept.filter(({ text }) => text.includes(studio.token)).map(({ where }) => where);
  const shown = JSON.stringify([await shownBy(page, "now"), await historyOf(page)]);

  expect(address).toContain(studio.token);
  expect(holders).toEqual(["sessionStorage"]);
  expect(shown).not.toContain(studio.token);
  expect(urls.slice(1).filter((url) => url.includes(studio.token))).toEqual([]);
});
