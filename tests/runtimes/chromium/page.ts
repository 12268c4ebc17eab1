/** Opens pages in Chromium, and reads the text of their `<output>` element. */

import { type Browser, type Page, chromium as playwright } from "playwright-core";
import { test as testAnywhere } from "vitest";
import { chromium, noChromium } from "../../../scripts/chromium.mjs";

const executablePath = await chromium();
if (!executablePath) console.log(`not run: ${noChromium}`);

/** A test that needs Chromium. */
export function test(name: string, body: () => Promise<void>): void {
  testAnywhere.skipIf(!executablePath)(name, body);
}

const args = ["--disable-gpu", "--disable-quic", "--disable-sync"];

/** Starts a browser. */
export function launched(): Promise<Browser> {
  return playwright.launch({ executablePath, args });
}

/** Opens a page in a separate browser, and waits for text in its `<output>` element. */
export function said(address: string): Promise<string> {
  return visited(address, (page) => page.locator("output:not(:empty)").innerText());
}

/** Opens a page in a separate browser, and passes it to `work`. Errors of the page are thrown. */
export async function visited<T>(address: string, work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await launched();
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    const broken = new Promise<never>((_, reject) => page.once("pageerror", reject));
    const result = page.goto(address).then(() => work(page));
    return await Promise.race([result, broken]).catch((error: Error) => {
      throw new Error([error.message, ...complaints].join("\n"), { cause: error });
    });
  } finally {
    await browser.close();
  }
}
