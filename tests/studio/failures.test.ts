// What somebody sees of a listing that fails, as a whole and in part.

import { expect } from "vitest";
import { gate } from "../cli/server.js";
import { north } from "../plan/world.js";
import { failing, faults, inEveryScope } from "./faults.js";
import { eventually } from "./reading.js";
import { failedRequests, installStudio, test, visit } from "./visit.js";

installStudio();

const complaints = failedRequests;
const productionEu = /^GET .*\/production\/eu/;
const everyListing = /^GET .*\/team_custom_credentials\//;

test("a scope that fails is named with its reason, the others are shown, and it can be tried again", async () => {
  const api = inEveryScope();
  const fault = failing(productionEu, () => Response.json({ detail: "out of order" }, { status: 501 }));

  const { page } = await visit({ api, before: fault.before, complaints });
  const notice = page.getByRole("status").filter({ hasText: "Not everything could be read" });
  await notice.waitFor();
  const names = await notice.getByRole("listitem").allTextContents();
  await eventually(() => page.getByRole("row", { name: /Clinic North/ }).count()).toBe(3);
  fault.mend();
  await notice.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("row", { name: /production EU/ }).waitFor();

  expect(names).toEqual(["production EU Out of order. Try again in a minute."]);
  await eventually(() => notice.count()).toBe(0);
  await eventually(() => page.getByRole("row", { name: /Clinic North/ }).count()).toBe(4);
});

for (const { name, answer, happened, next, astray = /^$/ } of faults) {
  test(`a scope that meets ${name} says what happened and what to do`, async () => {
    const { before } = failing(productionEu, answer);

    const { page } = await visit({ api: inEveryScope(), before, complaints });
    const text = await page.getByRole("listitem").filter({ hasText: "production EU" }).textContent();

    expect(text).toMatch(happened);
    expect(text).toMatch(next);
    expect(text).not.toMatch(astray);
  });
}

test("a listing that is refused as not valid does not ask for other values, since nobody entered any", async () => {
  const issues = [{ loc: ["query", "limit"], msg: "limit is unknown", type: "value_error" }];
  const { before } = failing(productionEu, () => Response.json({ detail: issues }, { status: 422 }));

  const { page } = await visit({ api: inEveryScope(), before, complaints });
  const failed = page.getByRole("listitem").filter({ hasText: "production EU" });
  await failed.waitFor();
  const text = await failed.textContent();

  expect(text).toMatch(/limit is unknown/i);
  expect(text).not.toMatch(/Correct the values/);
});

test("if every scope fails for the same reason, it is said once, and all are read again at once", async () => {
  const fault = failing(everyListing, () => Response.json({ detail: "out of order" }, { status: 501 }));

  const { page } = await visit({ api: inEveryScope(), before: fault.before, complaints });
  const notice = page.getByRole("alert").filter({ hasText: "No environment and region could be read" });
  const text = await notice.textContent();
  const table = await page.getByRole("grid").textContent();
  fault.mend();
  await notice.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("row", { name: /sandbox EU/ }).waitFor();

  expect(text?.match(/Out of order\. Try again in a minute\./g)).toHaveLength(1);
  expect(table).toContain("Nothing could be read. See the message above.");
  await eventually(() => page.getByRole("row", { name: /Clinic North/ }).count()).toBe(4);
});

test("if the teams are refused, their ids are shown, and their names once they can be read", async () => {
  const fault = failing(/^GET .*\/team(\?|$)/, () => Response.json({ detail: "no" }, { status: 403 }));

  const { page } = await visit({ api: inEveryScope(), before: fault.before, complaints });
  const notice = page.getByRole("alert").filter({ hasText: "The names of the teams could not be read" });
  await notice.waitFor();
  await eventually(() => page.getByRole("row", { name: new RegExp(north) }).count()).toBe(4);
  const text = await notice.textContent();
  fault.mend();
  await notice.getByRole("button", { name: "Try again" }).click();
  await page
    .getByRole("row", { name: /Clinic North/ })
    .first()
    .waitFor();

  expect(text).toContain("so their ids are shown");
  expect(text).toMatch(/key of the server/i);
  await eventually(() => notice.count()).toBe(0);
});

test("a slow scope is named as long as it is awaited, and the rows of the others are there", async () => {
  const door = gate();
  const { before } = failing(productionEu, door.wait);

  const { page } = await visit({ api: inEveryScope(), before });
  const progress = page.getByRole("status").filter({ hasText: "Still waiting for production EU." });
  await progress.waitFor();
  await eventually(() => page.getByRole("row", { name: /Clinic North/ }).count()).toBe(3);
  door.letGo();
  await page.getByRole("row", { name: /production EU/ }).waitFor();

  await eventually(() => page.getByRole("status").allTextContents()).toEqual(["4 credentials"]);
});

test("a short wait that Junction asks for is waited, without a failure", async () => {
  let refusals = 1;
  const before = (request: string) =>
    productionEu.test(request) && refusals-- > 0
      ? Response.json({}, { status: 429, headers: { "retry-after": "1" } })
      : undefined;

  const { page } = await visit({ api: inEveryScope(), before, complaints });
  await page.getByRole("row", { name: /production EU/ }).waitFor();

  expect(refusals).toBe(-1);
  await eventually(() => page.getByRole("alert").count()).toBe(0);
});

test("a long wait that Junction asks for is named, so that nobody thinks that the page hangs", async () => {
  const { before } = failing(productionEu, () =>
    Response.json({}, { status: 429, headers: { "retry-after": "50" } }),
  );

  const { page } = await visit({ api: inEveryScope(), before, complaints });
  await page.getByRole("row", { name: /sandbox US/ }).waitFor();
  const progress = page.getByRole("status").filter({ hasText: "production EU" });

  await progress.waitFor({ timeout: 5_000 });
});

test("a connection that is lost mid-way leaves the pages that were read", async () => {
  const api = inEveryScope(1);
  api.scope("production", "eu").set({ team_id: north, provider: "oura", client_id: "1", client_secret: "2" });
  const { before } = failing(/^GET .*\/production\/eu.*cursor/, () => {
    throw new Error("the connection is closed");
  });

  const { page } = await visit({ api, before, complaints });
  await page.getByRole("listitem").filter({ hasText: "production EU" }).waitFor();

  await eventually(() => page.getByRole("row", { name: /production EU/ }).count()).toBe(1);
});
