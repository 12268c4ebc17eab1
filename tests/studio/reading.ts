/** What a person reads on the page, and what they choose there. */

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Asserts what becomes true after a while, as long as a browser may take. */
export const eventually = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: 15_000 });

export const tableOf = (page: Page): Locator => page.getByRole("grid", { name: "Credentials" });

/** The rows of the table in their order: `Clinic North strava sandbox US`. */
export function rowsOf(page: Page): Promise<string[]> {
  const row = tableOf(page)
    .getByRole("row")
    .filter({ hasNot: page.getByRole("columnheader") });
  return row.evaluateAll((rows) =>
    rows
      .map((row) => [...row.querySelectorAll("[role=gridcell]")].slice(1, 4))
      .filter(({ length }) => length > 0)
      .map((cells) => cells.map(({ textContent }) => textContent).join(" ")),
  );
}

/** The row with some text. */
export const rowOf = (page: Page, text: string): Locator => tableOf(page).getByRole("row", { name: text });

/** How many credentials there are, and how far the listing has come. */
export const countOf = (page: Page): Promise<string> =>
  page
    .getByRole("status")
    .filter({ hasText: /credentials?\b/ })
    .first()
    .innerText();

/** Chooses an option of a field by a part of its name. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByRole("combobox", { name: label, exact: true });
  await field.click();
  await field.fill(option);
  await page.getByRole("option", { name: new RegExp(`^${option}(?!\\w)`) }).click();
}

/** Chooses one of a few options that are all visible. */
export async function pick(page: Page, group: string, option: string): Promise<void> {
  await page.getByRole("group", { name: group }).getByRole("radio", { name: option, exact: true }).check();
}

/** Whether an element has the focus. */
export const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => node === node.ownerDocument.activeElement);

/** The texts that describe a field to assistive technology: its help, and what is wrong. */
export const descriptionOf = (field: Locator): Promise<string> =>
  field.evaluate((node) => {
    const ids: string[] = node.getAttribute("aria-describedby")?.split(" ") ?? [];
    return ids.map((id) => node.ownerDocument.getElementById(id)?.textContent ?? "").join(" ");
  });

/** How many pixels the page is wider than the window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.locator("html").evaluate((html) => {
    const nodes = [html, ...html.querySelectorAll("body, main")];
    return Math.max(...nodes.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });
