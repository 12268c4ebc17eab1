/** Stops the server of a page and starts it again, with what a person does on the page meanwhile. */

import type { Locator, Page } from "playwright-core";
import { type OpenStudio, openStudio } from "../cli/studio.js";
import { north } from "../plan/world.js";
import type { Visit } from "./visit.js";

export const query = `?view=set&team=${north}&provider=strava&env=sandbox&region=us`;

/** Ends the studio as Ctrl-C does. */
export async function stop({ child, ended }: OpenStudio): Promise<void> {
  child.kill("SIGINT");
  await ended;
}

/** Starts the studio again at the same address. */
export async function restarted({ studio, apiUrl }: Visit): Promise<OpenStudio> {
  await stop(studio);
  return await openStudio(["--port", `${studio.port}`], { api: apiUrl });
}

/** What the page says of a session that has ended. */
export const endIn = (page: Page): Locator => page.getByRole("alert").filter({ hasText: "was restarted" });

/** Pastes the URL that the server has printed. */
export async function paste(page: Page, printed: string): Promise<void> {
  await page.getByRole("textbox", { name: "The printed URL" }).fill(printed);
  await page.getByRole("button", { name: "Continue" }).click();
}

const field = (page: Page, name: RegExp): Locator => page.getByRole("textbox", { name });

/** Types a credential into the form. */
export async function typeInto(page: Page): Promise<void> {
  await field(page, /^Client id/i).fill("the id");
  await field(page, /^Client secret/i).fill("the secret");
}

/** What is in the form. */
export const typedIn = async (page: Page) => [
  await field(page, /^Client id/i).inputValue(),
  await field(page, /^Client secret/i).inputValue(),
];

export const set = (page: Page) => page.getByRole("button", { name: "Set in sandbox US" }).click();
export const resultIn = (page: Page) => page.getByRole("region", { name: "Result" });
export const boxIn = (page: Page) => page.getByRole("row", { name: /sandbox US/ }).getByRole("checkbox");

export async function remove(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Delete…" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Delete/ })
    .click();
}
