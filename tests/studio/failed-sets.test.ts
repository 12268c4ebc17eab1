// What somebody sees of a credential that cannot be set: what was typed stays, and a second attempt is possible.

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { setsOf } from "../cli/harness.js";
import { gate } from "../cli/server.js";
import { north } from "../plan/world.js";
import { failing, faults } from "./faults.js";
import { eventually } from "./reading.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

const complaints = failedRequests;
const query = `?view=set&team=${north}&provider=strava&env=sandbox&region=us`;
const write = /^POST .*\/team_custom_credentials\/sandbox\/us$/;
const unknown = /It is not known whether the credential was set\./;

const idIn = (page: Page) => page.getByRole("textbox", { name: /^Client id/i });
const secretIn = (page: Page) => page.getByRole("textbox", { name: /^Client secret/i });
const setIn = (page: Page) => page.getByRole("button", { name: "Set in sandbox US" });

/** Fills the form, and sets. */
async function filled(page: Page): Promise<void> {
  await idIn(page).fill("the id");
  await secretIn(page).fill("the secret");
  await setIn(page).click();
}

/** What is in the form. */
const typedIn = async (page: Page) => [await idIn(page).inputValue(), await secretIn(page).inputValue()];

/** Sets again, and waits for the result. */
async function setAgain(page: Page): Promise<void> {
  await setIn(page).click();
  await page.getByRole("region", { name: "Result" }).waitFor();
}

const stored = { provider: "strava", team_id: north, client_id: "the id", client_secret: "the secret" };

for (const { name, answer, happened, next, isLost = false, astray = /^$/ } of faults) {
  test(`a set that meets ${name} keeps what was typed, says what to do, and can be repeated`, async () => {
    const fault = failing(write, answer);
    const { page, api } = await visit({ query, before: fault.before, complaints });

    await filled(page);
    const text = await page.getByRole("alert").filter({ hasText: "typed is still here" }).textContent();
    const typed = await typedIn(page);
    fault.mend();
    await setAgain(page);

    expect(text).toMatch(happened);
    expect(text).toMatch(next);
    expect(text).not.toMatch(astray);
    expect(text).toMatch(isLost ? unknown : /The credential was not set\./);
    expect(typed).toEqual(["the id", "the secret"]);
    expect(setsOf(api)).toEqual([stored]);
  });
}

test("issues of Junction are shown at their fields, and those of none above the button", async () => {
  const issues = [
    { loc: ["body", "client_id"], msg: "this id is taken", type: "value_error" },
    { loc: ["body", "surprise"], msg: "a surprise is missing", type: "missing" },
  ];
  const fault = failing(write, () => Response.json({ detail: issues }, { status: 422 }));
  const { page, api } = await visit({ query, before: fault.before, complaints });

  await filled(page);
  const other = page.getByRole("alert").filter({ hasText: "A surprise is missing." });
  await other.waitFor();
  const described = await idIn(page).getAttribute("aria-describedby");
  const problem = await page.locator(`#${described?.split(" ").at(-1)}`.replaceAll(":", "\\:")).textContent();
  const typed = await typedIn(page);
  fault.mend();
  await setAgain(page);

  expect(problem).toBe("This id is taken.");
  await eventually(() => other.count()).toBe(0);
  expect(typed).toEqual(["the id", "the secret"]);
  expect(setsOf(api)).toEqual([stored]);
});

test("a set that Junction refuses in words shows them, and nothing was stored", async () => {
  const { before } = failing(write, () =>
    Response.json({ detail: "strava is not enabled" }, { status: 422 }),
  );
  const { page } = await visit({ query, before, complaints });

  await filled(page);
  const text = await page.getByRole("alert").filter({ hasText: "typed is still here" }).textContent();

  expect(text).toMatch(
    /The credential was not set\..*Strava is not enabled\. Correct the values, then try again\./,
  );
});

test("a set that Junction does not answer ends after half a minute", async () => {
  const stall = failing(write, () => gate().wait());
  // The clock of the server is quicker.
  const hurry =
    "const wait = setTimeout; globalThis.setTimeout = (f, ms, ...r) => wait(f, ms === 30_000 ? 500 : ms, ...r)";
  const nodeArgs = ["--import", `data:text/javascript,${encodeURIComponent(hurry)}`];
  const { page } = await visit({ query, before: stall.before, complaints, nodeArgs });

  await filled(page);
  const text = await page.getByRole("alert").filter({ hasText: "typed is still here" }).textContent();

  expect(text).toMatch(unknown);
  expect(text).toContain("Junction did not respond to the server in time. Try again in a minute.");
  expect(await typedIn(page)).toEqual(["the id", "the secret"]);
});

test("a long wait that Junction asks for is named while it is waited", async () => {
  const { before } = failing(write, () =>
    Response.json({}, { status: 429, headers: { "retry-after": "50" } }),
  );
  const { page } = await visit({ query, before, complaints });

  await filled(page);

  await page.getByText(/too many requests/).waitFor({ timeout: 5_000 });
});

test("steps that cannot be read are no obstacle to a set", async () => {
  const fault = failing(/^POST .*\/prepare_/, () =>
    Response.json({ detail: "out of order" }, { status: 501 }),
  );
  const { page, api } = await visit({ query, before: fault.before, complaints });
  const notice = page.getByRole("region", { name: "Preparation" }).getByRole("alert");

  const text = await notice.textContent();
  fault.mend();
  await notice.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("region", { name: "Preparation" }).getByRole("list").waitFor();
  await filled(page);
  await page.getByRole("region", { name: "Result" }).waitFor();

  expect(text).toMatch(/You can set the credential without them\..*Out of order\. Try again in a minute\./);
  expect(setsOf(api)).toEqual([stored]);
});
