// Names and values that nobody expects: nothing of them is executed, and nothing breaks the page.

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { north } from "../plan/world.js";
import { eventually, overflowOf, rowOf, rowsOf } from "./reading.js";
import { installStudio, test, visit } from "./visit.js";

installStudio();

const hostile = [
  `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`,
  "Long ".repeat(60).trim(),
  "Unbroken".repeat(40),
  "\u202eRight to left\u202c clinic",
  "عيادة الشمال",
  "🏥👩🏽‍⚕️ Clinic",
  "{{constructor.constructor('window.hacked=1')()}}",
  "__proto__",
  "' OR 1=1 --",
  " ",
];
const idOf = (index: number) => `9f0c7d2f-7e90-4d64-8b66-0000000000${10 + index}`;
const hostileTeams = hostile.map((name, index) => ({ id: idOf(index), name }));
const hostileCredentials = hostileTeams.map(({ id }, index) => ({
  team_id: id,
  source: "oura" as const,
  client_id: hostile[index] ?? null,
}));
const narrow = { viewport: { width: 400, height: 700 } };

/** Whether a word in an element is painted from right to left. */
const isMirrored = (element: Locator, word: string): Promise<boolean> =>
  element.evaluate((node, word) => {
    const texts = node.ownerDocument.createTreeWalker(node, 4);
    let text = texts.nextNode();
    while (!text.data.includes(word)) text = texts.nextNode();
    const start = text.data.indexOf(word);
    const leftOf = (index: number) => {
      const range = node.ownerDocument.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + 1);
      return range.getBoundingClientRect().left;
    };
    return leftOf(start) > leftOf(start + word.length - 1);
  }, word);

const wasHacked = (page: Page) => page.evaluate<boolean>("'hacked' in window");

test("names of teams are shown as they are, and none is executed", async () => {
  const { page } = await visit({ api: { teams: hostileTeams, credentials: hostileCredentials } });

  await eventually(async () => (await rowsOf(page)).sort()).toEqual(
    hostile.map((name) => `${name} oura sandbox US`).sort(),
  );
  expect(await wasHacked(page)).toBe(false);
});

test("long and odd names make no view wider than a narrow window", async () => {
  const api = { teams: hostileTeams, credentials: hostileCredentials };
  const { page } = await visit({ api, browser: narrow });
  await rowOf(page, "Unbroken").waitFor();
  const widths: Record<string, number> = { credentials: await overflowOf(page) };

  for (const index of [0, 1, 2]) {
    const name = hostile[index] ?? "";
    await rowOf(page, name.slice(0, 20)).click();
    await page.getByRole("dialog").waitFor();
    widths[`panel ${index}`] = await overflowOf(page);
    await page.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("alertdialog").waitFor();
    widths[`deletion ${index}`] = await overflowOf(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alertdialog").waitFor({ state: "hidden" });
  }
  await page.getByRole("link", { name: "Set" }).click();
  await page.getByRole("combobox", { name: "Team", exact: true }).click();
  await page.getByRole("option").first().waitFor();
  widths.teams = await overflowOf(page);
  await page.getByRole("option", { name: "Unbroken" }).click();
  widths.set = await overflowOf(page);
  await page.getByRole("link", { name: "Coverage" }).click();
  await page.getByRole("radio", { name: "Sandbox" }).check();
  await page.getByRole("rowheader", { name: "Unbroken" }).waitFor();
  widths.coverage = await overflowOf(page);

  expect(widths).toEqual(Object.fromEntries(Object.keys(widths).map((name) => [name, 0])));
  expect(await wasHacked(page)).toBe(false);
});

test("a name that turns the direction of the text leaves what follows it as it is", async () => {
  const { page } = await visit({
    api: {
      teams: [{ id: north, name: "\u202eRight to left" }],
      credentials: [{ team_id: north, source: "oura" }],
    },
  });
  await rowOf(page, "Right to left").click();
  await page.getByRole("button", { name: "Delete…" }).click();
  const inDeletion = await isMirrored(page.getByRole("alertdialog").getByRole("listitem"), "oura");
  await page.getByRole("button", { name: "Cancel" }).click();
  await rowOf(page, "Right to left").click();
  await page.getByRole("button", { name: "Set again" }).click();
  const inNotice = await isMirrored(page.getByText("already has this credential"), "already");

  expect({ inDeletion, inNotice }).toEqual({ inDeletion: false, inNotice: false });
});

test("a provider that this version does not know is shown, with all of its values hidden that may be secret", async () => {
  const details = { nova_ring: { signing_key: "secret-of-a-new-provider", zones: ["a"] } };
  const credentials = [{ team_id: north, source: "nova_ring" as never, client_id: "nova", details }];
  const { page } = await visit({ api: { credentials } });

  await rowOf(page, "Clinic North nova_ring").click();

  await page.getByRole("dialog", { name: "nova_ring of Clinic North" }).waitFor();
  expect(await page.getByRole("dialog").innerText()).toContain("details.nova_ring.signing_key\nhidden");
  expect(await page.content()).not.toContain("secret-of-a-new-provider");
});

test("a provider that this version does not know cannot be set, and the page says so", async () => {
  const credentials = [{ team_id: north, source: "nova_ring" as never }];
  const { page } = await visit({ api: { credentials } });
  await rowOf(page, "Clinic North nova_ring").click();

  await page.getByRole("button", { name: "Set again" }).click();

  const view = page.getByRole("region", { name: "Set a credential" });
  await view.waitFor();
  expect(await page.getByRole("combobox", { name: "Provider", exact: true }).inputValue()).toBe("nova_ring");
  // It is chosen already, so that asking for a choice would help nobody.
  expect(await view.innerText()).toMatch(/does not know|unknown|newer version/i);
});

test("providers named like members of objects have a column in the coverage", async () => {
  const sources = ["constructor", "__proto__", "toString", "nova_ring"];
  const credentials = sources.map((source) => ({ team_id: north, source: source as never }));
  const { page } = await visit({ api: { credentials }, query: "?view=coverage&env=sandbox" });

  for (const source of sources) {
    await page.getByRole("link", { name: `Clinic North, ${source}: present`, exact: true }).waitFor();
  }
});

test("values of any type and depth are shown in the panel", async () => {
  let deep: object = { end: "of it" };
  for (let level = 0; level < 30; level += 1) deep = { [`level_${level}`]: deep };
  const details = { quest: { a: null, b: 1.5, c: true, d: [], e: [1, [2]], f: "x".repeat(5000), deep } };
  const credentials = [{ team_id: north, source: "quest" as const, client_id: "", details }];
  const { page } = await visit({ api: { credentials }, browser: narrow });

  await rowOf(page, "Clinic North quest").click();

  await page.getByRole("dialog", { name: "quest of Clinic North" }).waitFor();
  expect(await overflowOf(page)).toBe(0);
});

test("times without a zone are in UTC, and so are those of other zones", async () => {
  const times = ["2026-03-01T23:30:00", "2026-03-01T23:30:00-05:00"];
  const sources = ["oura", "polar"] as const;
  const credentials = times.map((updated_at, index) => ({
    team_id: north,
    source: sources[index] ?? "oura",
    updated_at,
  }));
  const { page } = await visit({ api: { credentials } });
  await rowOf(page, "polar").waitFor();

  const dates = await Promise.all(
    sources.map((source) => rowOf(page, `${source} sandbox`).getByRole("gridcell").last().innerText()),
  );

  expect(dates).toEqual(["2026-03-01", "2026-03-02"]);
});
